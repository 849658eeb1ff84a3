use wireform::Wireform;

#[derive(Wireform)]
#[wireform(part)]
struct Names {
    #[wireform(means = "name")]
    full: String,
}

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer {
    handle: String,
    name: String,
    #[wireform(flatten)]
    names: Names,
}

fn main() {}
