use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(items(max = 3))]
    name: String,
}

fn main() {}
