use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(length(max = 3), pattern = "[a-z]{5}")]
    name: String,
}

fn main() {}
