use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(required_if(kind = "COMPNY"))]
    vat: Option<String>,
    #[wireform(one_of("PERSON", "COMPANY"))]
    kind: String,
}

fn main() {}
