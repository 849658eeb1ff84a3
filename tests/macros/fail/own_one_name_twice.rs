use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(rename = "mail")]
    email: String,
    mail: String,
}

fn main() {}
