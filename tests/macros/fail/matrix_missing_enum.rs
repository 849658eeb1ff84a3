use wireform::Wireform;

#[derive(Wireform)]
#[wireform(type = "Gender")]
enum Gender {
    Male,
    Female,
}

fn main() {}
