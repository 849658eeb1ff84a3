use wireform::Wireform;

#[derive(Wireform)]
#[wireform(object)]
struct Address {
    kind: String,
    #[wireform(required_if(kind = "HOME"))]
    city: Option<String>,
}

fn main() {}
