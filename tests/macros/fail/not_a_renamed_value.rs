use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", type = "Gender")]
enum Gender {
    #[wireform(rename = "MAL")]
    Man,
}

fn main() {
    let _ = Gender::Man;
}
