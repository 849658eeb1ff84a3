wireform::include_schema!("realtime-registar");

fn main() {}
