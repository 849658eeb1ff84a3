use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(pattern = "[a-z")]
    name: String,
}

fn main() {}
