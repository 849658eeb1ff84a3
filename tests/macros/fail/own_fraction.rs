use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Price {
    amount: f64,
}

fn main() {}
