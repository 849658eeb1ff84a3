// mistakes: 2
wireform::include_schema!("schemas/broken.yaml");

fn main() {
    let ping = broken::Ping::default().with_third("a");
    let _ = wireform::ApiRequest::permissions(&ping);
}
