use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(pattern = "a(?<!ab)c")]
    name: String,
}

fn main() {}
