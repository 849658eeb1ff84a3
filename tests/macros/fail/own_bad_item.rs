use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(items(max = 3, pattern = "(a"))]
    lines: Vec<String>,
}

fn main() {}
