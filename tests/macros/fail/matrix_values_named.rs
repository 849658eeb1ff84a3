use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", type = "Gender")]
enum Gender {
    Male,
    Unknown,
}

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer {
    handle: String,
    name: String,
    gender: Option<Gender>,
}

fn main() {}
