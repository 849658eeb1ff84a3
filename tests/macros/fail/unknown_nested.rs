use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", type = "Claim")]
struct Claim {
    name: String,
    #[wireform(field = "wieght")]
    weight: i64,
}

fn main() {}
