wireform::include_schema!("schemas/example.yaml", test = false);

fn main() {}
