use wireform::Wireform;

#[derive(Wireform)]
#[wireform(part)]
struct Address {
    city: String,
}

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    city: String,
    #[wireform(flatten)]
    address: Address,
}

fn main() {}
