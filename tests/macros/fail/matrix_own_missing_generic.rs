use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json, http = "PUT /contacts/{id}")]
struct Contact<T> {
    name: T,
}

fn main() {}
