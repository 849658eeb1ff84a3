use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(patern = "[a-z]+")]
    name: String,
}

fn main() {}
