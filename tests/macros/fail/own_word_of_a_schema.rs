use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(means = "voice")]
    phone: String,
}

fn main() {}
