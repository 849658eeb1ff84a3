use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json, http = "GET /contacts/{id}")]
struct Contact {
    #[wireform(param)]
    handle: String,
}

fn main() {}
