use wireform::Wireform;

#[derive(Wireform)]
#[wireform(object)]
struct Address {
    #[wireform(lenght(max = 9))]
    city: String,
}

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(type = "object")]
    home: Address,
}

fn main() {}
