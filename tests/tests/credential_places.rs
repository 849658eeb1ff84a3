//! Credentials are checked for the places that carry them, by both executors.

use wireform::Violations;
use wireform_codegen::source::Sources;
use wireform_interpret::Interpreter;

mod generated {
    wireform::include_schema!("credential_places.yaml");
}
use generated::credential_places::{
    ApiCredentials, BasicAuth, BothAuth, CookieAuth, HeaderAuth, PartAuth, PercentAuth,
};

/// Returns the codes of the violations, and checks that no violation shows the token.
fn codes(violations: &Violations, token: &str) -> Vec<&'static str> {
    assert!(!format!("{violations:?} {violations}").contains(token));
    violations.iter().map(|it| it.code().as_str()).collect()
}

/// Returns the codes that the emitted credentials of an authentication method give.
fn emitted(auth: &str, token: &str) -> Result<ApiCredentials, Violations> {
    match auth {
        "header" => ApiCredentials::new(HeaderAuth { token }),
        "basic" => ApiCredentials::new(BasicAuth { token }),
        "cookie" => ApiCredentials::new(CookieAuth { token }),
        "part" => ApiCredentials::new(PartAuth { token }),
        "both" => ApiCredentials::new(BothAuth { token }),
        "percent" => ApiCredentials::new(PercentAuth { token }),
        other => panic!("{other} is not in the schema"),
    }
}

#[test]
fn both_executors_check_credentials_for_their_places() {
    let mut sources = Sources::new();
    let schema = include_str!("../credential_places.yaml");
    sources.add("credential_places.yaml", schema);
    let (plans, _) = wireform_codegen::plan_sources(&sources);
    let plan = &plans[0];
    let interpreter = Interpreter::new(plan);
    let call = interpreter.operation("call").expect("it is there");

    let one: &[&str] = &["header_value"];
    let two: &[&str] = &["header_value", "header_value"];
    let cases: &[(&str, &str, &[&str])] = &[
        ("header", "planted;x", &[]),
        ("header", "planted\nx", one),
        ("basic", "planted;x", &[]),
        ("basic", "planted:x", one),
        ("basic", "planted\nx", two),
        ("cookie", "planted=x", &[]),
        ("cookie", "planted;x", one),
        ("cookie", "planted x", one),
        ("part", "planted;x", one),
        ("both", "planted;x", one),
        ("both", "planted\nx", two),
        ("percent", "planted;x", &[]),
    ];
    for (auth, token, expected) in cases {
        let violations = emitted(auth, token).err().unwrap_or_default();
        assert_eq!(codes(&violations, token), *expected, "{auth}: {token:?}");

        let way = plan.auths.ids().find(|id| plan.auths[*id].name == *auth);
        let given = [("token".to_owned(), (*token).to_owned())];
        let interpreted = call.credentials(way, &given).err().unwrap_or_default();
        assert_eq!(codes(&interpreted, token), *expected, "{auth}: {token:?}");
        assert_eq!(interpreted.to_string(), violations.to_string());
    }
}
