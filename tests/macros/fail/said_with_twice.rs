use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer {
    handle: String,
    #[wireform(means = "name", with = upper, with = lower)]
    full_name: String,
}

fn upper(name: &str) -> String {
    name.to_uppercase()
}

fn lower(name: &str) -> String {
    name.to_lowercase()
}

fn main() {}
