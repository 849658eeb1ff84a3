use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_lines")]
struct Customer {
    #[wireform(field = "name")]
    name: String,
    #[wireform(field = "line1")]
    house: String,
    #[wireform(means = "street")]
    more: Vec<String>,
}

fn main() {}
