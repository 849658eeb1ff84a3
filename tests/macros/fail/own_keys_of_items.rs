// mistakes: 5
use wireform::Wireform;

#[derive(Wireform)]
#[wireform(object(json))]
struct Phone {
    kind: String,
    tags: Vec<String>,
}

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(items(type = "object", unique_by("type")))]
    phones: Vec<Phone>,
    #[wireform(items(type = "object", unique_by("tags")))]
    others: Vec<Phone>,
}

#[derive(Wireform)]
#[wireform(json)]
struct Lines {
    #[wireform(items(unique_by("text")))]
    lines: Vec<String>,
    #[wireform(items(type = "object", unique_by("no name")))]
    phones: Vec<Phone>,
    #[wireform(items(type = "object", unique_by()))]
    others: Vec<Phone>,
}

fn main() {}
