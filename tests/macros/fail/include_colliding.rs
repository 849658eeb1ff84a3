// mistakes: 2
use wireform::Request as _;

wireform::include_schema!("schemas/colliding.yaml");

fn main() {
    let update = colliding::ContactUpdate::new("Jane");
    let _ = update.permissions();
}
