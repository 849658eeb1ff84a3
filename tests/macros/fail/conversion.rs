use wireform::Wireform;

fn spell(_: &u64) -> u64 {
    0
}

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer {
    handle: String,
    #[wireform(with = spell)]
    name: u64,
}

fn main() {
    let _ = Customer { handle: String::new(), name: 1 };
}
