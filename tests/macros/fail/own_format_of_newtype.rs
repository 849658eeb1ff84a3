use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Name(String);

fn main() {}
