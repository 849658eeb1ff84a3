use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", type = "Gender")]
enum Gender {
    #[wireform(rename = "MALE", rename = "FEMALE")]
    Either,
}

fn main() {}
