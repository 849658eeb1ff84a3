use wireform::Wireform;

#[derive(Wireform)]
enum Kind {
    Person(String),
    Company,
}

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    kind: Kind,
}

fn main() {}
