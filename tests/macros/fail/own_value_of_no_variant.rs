use wireform::Wireform;

#[derive(Wireform)]
enum Kind {
    Person,
    Company,
}

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    kind: Option<Kind>,
    #[wireform(required_if(kind = "COMPANY"))]
    vat_number: Option<String>,
}

fn main() {}
