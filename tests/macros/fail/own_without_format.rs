use wireform::Wireform;

#[derive(Wireform)]
#[wireform(http = "GET /")]
struct Contact {
    
    name: String,
}

fn main() {}
