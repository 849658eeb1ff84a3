use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json, case = "camle")]
struct Contact {
    
    name: String,
}

fn main() {}
