wireform::include_schema!("schemas/exmaple.yaml");

fn main() {}
