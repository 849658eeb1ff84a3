use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", type = "Gender")]
enum Gender {
    #[wireform(renamed = "MALE")]
    Man,
}

fn main() {}
