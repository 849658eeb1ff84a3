use wireform::Wireform;

struct Address {
    city: String,
}

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(type = "object")]
    home: Address,
}

fn main() {}
