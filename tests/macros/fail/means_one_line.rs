use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_lines")]
struct Customer {
    #[wireform(means = "street")]
    street: String,
    #[wireform(means = "given_name")]
    given: String,
    #[wireform(means = "family_name")]
    family: String,
}

fn main() {}
