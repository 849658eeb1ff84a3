use wireform::Wireform;

#[derive(Wireform)]
#[wireform(schema = "schemas/example.yaml", type = "Gender")]
enum Gender {
    Male,
    Femal,
}

fn main() {
    let _ = (Gender::Male, Gender::Femal);
}
