use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(pattern = "a(?=b(?<!ab))bc")]
    name: String,
}

fn main() {}
