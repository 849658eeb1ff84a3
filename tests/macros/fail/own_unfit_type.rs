// mistakes: 3
use std::collections::BTreeMap;

use wireform::Wireform;

#[derive(Wireform)]
#[wireform(object)]
struct Address {
    city: String,
}

#[derive(Wireform)]
#[wireform(json)]
struct Contact {
    initial: char,
    remarks: BTreeMap<String, String>,
    home: Address,
}

fn main() {}
