use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(length(max = 3), length(max = 4))]
    name: String,
}

fn main() {}
