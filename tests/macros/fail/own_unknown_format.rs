use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(format = "emial")]
    name: String,
}

fn main() {}
