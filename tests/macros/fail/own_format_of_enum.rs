use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
enum Kind {
    Person,
    Company,
}

fn main() {}
