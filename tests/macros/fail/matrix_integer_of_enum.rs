use wireform::Wireform;

#[derive(Wireform)]
enum Age {
    Young,
    Old,
}

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer {
    handle: String,
    name: String,
    age: Age,
}

fn main() {}
