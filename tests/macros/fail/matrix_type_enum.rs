use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", type = "Gender")]
enum Gender {
    Male,
    Female(u8),
}

fn main() {}
