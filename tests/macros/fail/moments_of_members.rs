// mistakes: 2
use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/moments.yaml", type = "Stamp")]
struct Stamp {
    name: String,
}

#[derive(Wireform)]
#[wireform(schema = "schemas/moments.yaml", operation = "thing_add")]
struct Thing {
    stamp: Stamp,
}

fn main() {}
