use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", type = "Gender")]
enum Gender {
    Male,
    Unknown,
}

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", type = "Claim")]
struct Claim {
    name: String,
    about: Gender,
}

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer {
    handle: String,
    name: String,
    claims: Vec<Claim>,
}

fn main() {}
