use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer {
    handle: String,
    name: String,
    #[wireform(means = "street")]
    #[wireform(skip)]
    lines: Vec<String>,
}

fn main() {}
