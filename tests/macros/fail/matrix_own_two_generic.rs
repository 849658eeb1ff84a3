use wireform::Wireform;

#[derive(Wireform)]
#[wireform(json, case = "camel")]
struct Contact<'a, T> {
    first_name: &'a str,
    #[wireform(rename = "firstName")]
    name: T,
}

fn main() {}
