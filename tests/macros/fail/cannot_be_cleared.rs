use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer {
    handle: String,
    #[wireform(clear_if_empty)]
    name: String,
}

fn main() {}
