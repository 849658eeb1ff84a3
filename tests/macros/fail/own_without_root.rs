use wireform::Wireform;

#[derive(Wireform)]
#[wireform(xml)]
struct Contact {
    
    name: String,
}

fn main() {}
