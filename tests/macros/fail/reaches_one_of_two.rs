use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
#[wireform(schema = "schemas/example.yaml", operation = "contact_replace", partial)]
struct Customer {
    #[wireform(means = "id")]
    id: String,
    name: String,
    age: i64,
}

fn main() {}
