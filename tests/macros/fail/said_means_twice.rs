use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer {
    handle: String,
    name: String,
    #[wireform(means = "street", with = lines)]
    #[wireform(means = "street")]
    address: String,
}

fn lines(address: &str) -> Vec<String> {
    address.lines().map(str::to_owned).collect()
}

fn main() {}
