use wireform::Wireform;

#[derive(Wireform)]
#[wireform(object)]
struct Address {
    #[wireform(param)]
    city: String,
}

fn main() {}
