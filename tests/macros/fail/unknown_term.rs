use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer {
    handle: String,
    #[wireform(means = "nane")]
    full_name: String,
}

fn main() {}
