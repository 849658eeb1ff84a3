use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", type = "Clam")]
struct Claim {
    name: String,
}

fn main() {}
