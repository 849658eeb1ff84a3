use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", type = "Claim")]
struct Claim {
    name: String,
    #[wireform(field = "name")]
    other: String,
}

fn main() {}
