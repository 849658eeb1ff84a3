use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(one_of("PERSON", "COMPANY", "PERSON"))]
    name: String,
}

fn main() {}
