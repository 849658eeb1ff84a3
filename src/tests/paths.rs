//! Checks the spelling of paths.

use crate::path::{Index, Path, Step, numbered};

fn check(path: &Path<'_>, logical: &str, key: &str, wire: &str) {
    assert_eq!(path.logical(), logical);
    assert_eq!(path.key(), key);
    assert_eq!(path.wire(), wire);
}

#[test]
fn spellings() {
    let list = |name, wire, index| Path::step(Step { name, wire, index });
    let verifications = list("verifications", "/verifications", Index::Pointer);
    let item = verifications.item(1);
    let claims = item.member(Step {
        name: "claims",
        wire: "/claims",
        index: Index::Pointer,
    });
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
    check(
        &list("nic_ref", wire, Index::Element).item(1),
        "nic_ref[1]",
        "nic_ref",
        "/request/task/nic_ref[2]",
    );
    check(
        &list("nic_ref", wire, Index::Wrapped("ref")).item(0),
        "nic_ref[0]",
        "nic_ref",
        "/request/task/nic_ref/ref[1]",
    );

    let template = "street-$index";
    let numbered_from_one = Index::Numbered { template, first: 1 };
    check(
        &list("street", "street", numbered_from_one).item(1),
        "street[1]",
        "street",
        "street-2",
    );
    check(
        &list("street", "street", Index::None).item(1),
        "street[1]",
        "street",
        "street",
    );
    assert_eq!(numbered("a$index.$index", 0, 7), "a7.7");
}
