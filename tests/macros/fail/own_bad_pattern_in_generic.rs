use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact<'a, T> {
    #[wireform(pattern = "[a-z", length(max = 9))]
    name: T,
    city: &'a str,
}

fn main() {}
