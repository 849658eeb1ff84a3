use wireform::Wireform;

#[derive(Wireform)]
#[wireform(object(json))]
struct Address {
    city: String,
}

#[derive(Wireform)]
#[wireform(xml(root = "contact"))]
struct Contact {
    #[wireform(type = "object")]
    home: Address,
}

fn main() {}
