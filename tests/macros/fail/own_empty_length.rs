use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(length(min = 9, max = 3))]
    name: String,
}

fn main() {}
