use wireform::Wireform;

#[derive(Wireform)]
#[wireform(xml(root = "my contact"))]
struct Contact {
    
    name: String,
}

fn main() {}
