use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(with = upper)]
    #[wireform(with = lower)]
    name: String,
}

fn upper(name: &str) -> String {
    name.to_uppercase()
}

fn lower(name: &str) -> String {
    name.to_lowercase()
}

fn main() {}
