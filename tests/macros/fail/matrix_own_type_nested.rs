use wireform::Wireform;

#[derive(Wireform)]
#[wireform(object)]
struct Address {
    #[wireform(range(max = 9))]
    number: String,
}

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(items(type = "object"))]
    homes: Vec<Address>,
}

fn main() {}
