//! Checks the spelling of paths.

use crate::path::{AnyStep, Index, Path, Step, numbered};

fn check(path: &Path<'_>, logical: &str, key: &str, wire: &str) {
    assert_eq!(path.logical(), logical);
    assert_eq!(path.key(), key);
    assert_eq!(path.wire(), wire);
}

#[test]
fn spellings() {
    const fn list(name: &'static str, wire: &'static str, index: Index<'static>) -> Step<'static> {
        Step { name, wire, index }
    }
    static VERIFICATIONS: Step<'_> = list("verifications", "/verifications", Index::Pointer);
    static CLAIMS: Step<'_> = list("claims", "/claims", Index::Pointer);
    let list_path = Path::step(&VERIFICATIONS);
    let item = list_path.item(1);
    let claims = item.member(&CLAIMS);
    check(
        &item,
        "verifications[1]",
        "verifications",
        "/verifications/1",
    );
    check(
        &claims.item(2),
        "verifications[1].claims[2]",
        "verifications.claims",
        "/verifications/1/claims/2",
    );

    let wire = "/request/task/nic_ref";
    let template = "street-$index";
    for (step, index, logical, expected) in [
        (
            list("nic_ref", wire, Index::Element),
            1,
            "nic_ref[1]",
            "/request/task/nic_ref[2]",
        ),
        (
            list("nic_ref", wire, Index::Wrapped("ref")),
            0,
            "nic_ref[0]",
            "/request/task/nic_ref/ref[1]",
        ),
        (
            list("street", "street", Index::Numbered { template, first: 1 }),
            1,
            "street[1]",
            "street-2",
        ),
        (
            list("street", "street", Index::None),
            1,
            "street[1]",
            "street",
        ),
    ] {
        let path = Path::step(AnyStep::Borrowed(&step));
        check(&path.item(index), logical, step.name, expected);
    }
    assert_eq!(numbered("a$index.$index", 0, 7), "a7.7");
}

#[test]
fn an_object_with_parameters_has_the_place_that_they_share() {
    let list = Step {
        name: "contacts",
        wire: "Contact",
        index: Index::Members {
            template: "$name-$index[$member]",
            first: 1,
        },
    };
    let email = Step {
        name: "email",
        wire: "Email",
        index: Index::None,
    };
    let contacts = Path::step(AnyStep::Borrowed(&list));
    check(&contacts, "contacts", "contacts", "Contact");
    let second = contacts.item(1);
    check(&second, "contacts[1]", "contacts", "Contact-2");
    let member = second.member(AnyStep::Borrowed(&email));
    check(
        &member,
        "contacts[1].email",
        "contacts.email",
        "Contact-2[Email]",
    );
}
