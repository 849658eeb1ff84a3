use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(range(max = 3))]
    name: String,
}

fn main() {}
