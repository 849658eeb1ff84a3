use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json, part)]
struct Address {
    city: String,
}

fn main() {}
