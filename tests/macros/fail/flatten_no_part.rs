use wireform::Wireform;

struct Names {
    name: String,
}

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer {
    handle: String,
    #[wireform(flatten)]
    names: Names,
}

fn main() {}
