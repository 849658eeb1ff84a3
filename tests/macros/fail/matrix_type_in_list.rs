use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", type = "Claim")]
struct Claim {
    name: bool,
}

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer {
    handle: String,
    name: String,
    main_claim: Option<Box<Claim>>,
}

fn main() {}
