use wireform::Wireform;

#[derive(Wireform)]
#[wireform(object, server = "https://api.example.com")]
struct Address {
    city: String,
}

fn main() {}
