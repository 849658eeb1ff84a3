use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer {
    handle: String,
    #[wireform(means = "name")]
    #[wireform(field = "fax")]
    #[wireform(with = upper)]
    full_name: String,
}

fn upper(name: &str) -> String {
    name.to_uppercase()
}

fn main() {}
