// mistakes: 2
use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/broken.yaml", operation = "ping")]
struct Ping {
    third: String,
}

fn main() {
    let ping = Ping { third: String::new() };
    let _ = wireform::ApiRequest::permissions(&ping);
}
