use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_parts")]
struct Customer {
    #[wireform(means = "name")]
    full_name: String,
}

fn main() {}
