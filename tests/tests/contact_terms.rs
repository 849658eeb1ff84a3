//! Compares the terms of the contact vocabulary in the compiler with those that the runtime reads from a record.

use std::collections::BTreeSet;

use wireform::contact::Contact;
use wireform_codegen::plan::{is_datum, terms};

#[test]
fn compiler_and_runtime_know_the_same_data() {
    let data = |knows: &dyn Fn(&str) -> bool| -> BTreeSet<&str> {
        terms().filter(|term| knows(term)).collect()
    };
    let of_compiler = data(&is_datum);
    let of_runtime = data(&|term| Contact::path_of(term).is_some());
    assert_eq!(of_compiler, of_runtime);
    assert!(of_compiler.len() > 20 && of_compiler.len() < terms().count());
}
