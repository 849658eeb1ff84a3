// mistakes: 3
use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json)]
struct Pair(String, String);

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", operation = "contact_update")]
struct Handle(String);

#[derive(Wireform)]
#[wireform(json)]
struct Nothing;

fn main() {}
