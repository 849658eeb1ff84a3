// mistakes: 2
use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(lenght(min = 1), rename = "org", patern = "[a-z]+")]
    organization: String,
}

fn main() {}
