// mistakes: 2
use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(lenght(max = 3))]
    name: String,
    #[wireform(pattern = "[a-z")]
    city: String,
}

fn main() {}
