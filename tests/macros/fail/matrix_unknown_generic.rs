use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer<'a, T> {
    handle: &'a str,
    name: T,
    #[wireform(field = "agge")]
    age: Option<T>,
}

fn main() {}
