use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    #[wireform(range(min = 0))]
    age: u64,
}

fn main() {}
