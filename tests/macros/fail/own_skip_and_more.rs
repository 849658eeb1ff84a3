use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    name: String,
    #[wireform(skip)]
    #[wireform(rename = "remark")]
    note: String,
}

fn main() {}
