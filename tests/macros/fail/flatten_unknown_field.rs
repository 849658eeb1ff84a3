use wireform::Wireform;

#[derive(Wireform)]
#[wireform(part)]
struct Names {
    name: String,
    agee: i64,
}

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer {
    handle: String,
    #[wireform(flatten)]
    names: Names,
}

fn main() {}
