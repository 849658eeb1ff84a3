use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer<T> {
    handle: T,
    age: Option<i64>,
}

fn main() {}
