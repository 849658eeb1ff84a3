use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(pattern = "a(?<!b)c")]
    name: String,
}

fn main() {}
