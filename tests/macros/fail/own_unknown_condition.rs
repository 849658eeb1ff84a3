use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(required_if(kint = "COMPANY"))]
    vat: Option<String>,
    #[wireform(one_of("PERSON", "COMPANY"))]
    kind: String,
}

fn main() {}
