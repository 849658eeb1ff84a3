use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json, schema = "schemas/example.yaml", operation = "contact_update")]
struct Contact {
    
    name: String,
}

fn main() {}
