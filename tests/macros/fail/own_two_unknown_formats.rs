// mistakes: 2
use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json, cases = "camel", updates)]
struct Contact {
    organization: String,
}

fn main() {}
