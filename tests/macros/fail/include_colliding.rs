// mistakes: 2
use wireform::ApiRequest as _;

wireform::include_schema!("schemas/colliding.yaml");

fn main() {
    let update = colliding::ContactUpdate::new("Jane");
    let _ = update.permissions();
}
