use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer<'a> {
    handle: String,
    name: String,
    street: &'a str,
}

fn main() {}
