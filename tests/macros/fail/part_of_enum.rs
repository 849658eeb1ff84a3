use wireform::Wireform;

#[derive(Wireform)]
#[wireform(part)]
enum Kind {
    Person,
}

fn main() {}
