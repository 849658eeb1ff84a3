// mistakes: 2
use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(length(max = "3"), clear = 1)]
    name: String,
}

fn main() {}
