use wireform::Wireform;

#[derive(Wireform)]
#[wireform(part)]
struct More {
    age: i64,
}

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer {
    handle: String,
    name: String,
    #[wireform(flatten, with = older)]
    more: More,
}

fn main() {}
