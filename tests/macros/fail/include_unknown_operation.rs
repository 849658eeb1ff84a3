wireform::include_schema!("schemas/example.yaml", only = ["contact_updat"]);

fn main() {}
