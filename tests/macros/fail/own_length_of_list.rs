use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(length(max = 3))]
    lines: Vec<String>,
}

fn main() {}
