use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer<T> {
    handle: T,
    name: T,
    #[wireform(means = "name")]
    full_name: T,
}

fn main() {}
