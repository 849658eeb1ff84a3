use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", type = "Claim")]
struct Claim<'a> {
    name: &'a str,
    wieght: i64,
}

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Customer<'a> {
    handle: String,
    name: String,
    claims: &'a [Claim<'a>],
}

fn main() {}
