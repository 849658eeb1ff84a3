use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", type = "Gendre")]
enum Gender {
    Male,
    Female,
}

fn main() {}
