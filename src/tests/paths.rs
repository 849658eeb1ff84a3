//! Checks the spelling of paths.

use crate::path::{Index, Path, numbered};

fn check(path: &Path<'_>, logical: &str, key: &str, wire: &str) {
    assert_eq!(path.logical(), logical);
    assert_eq!(path.key(), key);
    assert_eq!(path.wire(), wire);
}

#[test]
fn spellings() {
    let list = Path::field("verifications", "/verifications");
    let item = list.index(1, Index::Pointer);
    let claims = item.child("claims", "/claims");
    check(
        &item,
        "verifications[1]",
        "verifications",
        "/verifications/1",
    );
    check(
        &claims.index(2, Index::Pointer),
        "verifications[1].claims[2]",
        "verifications.claims",
        "/verifications/1/claims/2",
    );

    let element = Path::field("nic_ref", "/request/task/nic_ref");
    check(
        &element.index(1, Index::Element),
        "nic_ref[1]",
        "nic_ref",
        "/request/task/nic_ref[2]",
    );
    check(
        &element.index(0, Index::Wrapped("ref")),
        "nic_ref[0]",
        "nic_ref",
        "/request/task/nic_ref/ref[1]",
    );

    let parameter = Path::field("street", "street");
    let template = "street-$index";
    let second = parameter.index(1, Index::Numbered { template, first: 1 });
    check(&second, "street[1]", "street", "street-2");
    check(
        &parameter.index(1, Index::None),
        "street[1]",
        "street",
        "street",
    );
    assert_eq!(numbered("a$index.$index", 0, 7), "a7.7");
}
