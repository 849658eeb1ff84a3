// mistakes: 4
use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Unread {
    #[wireform(normalize(trimm))]
    name: String,
    #[wireform(normalize())]
    city: String,
}

#[derive(Wireform)]
#[wireform(json)]
struct Contradiction {
    #[wireform(normalize(lowercase, uppercase))]
    name: String,
    #[wireform(normalize(trim))]
    age: i64,
}

fn main() {}
