use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_lines")]
struct Customer {
    #[wireform(means = "street")]
    street: Vec<String>,
    #[wireform(means = "given_name")]
    given: String,
}

fn main() {}
