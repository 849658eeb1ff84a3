//! Sessions: the mock issues tokens and takes only these.

use crate::support::send;
use wireform_mock::Mock;

#[test]
fn only_issued_tokens_are_taken() {
    let text = include_str!("../../../client/tests/client/session.yaml");
    let mock = Mock::from_schema("session.yaml", text)
        .start()
        .expect("it starts");
    let json = ("Content-Type", "application/json");
    let update = |token: &str| {
        let bearer = format!("Bearer {token}");
        let headers = [json, ("Authorization", bearer.as_str())];
        send(&mock, "POST /contacts", &headers, r#"{"city":"Bonn"}"#).status
    };
    assert_eq!(update("guessed"), 401);
    let login = send(&mock, "POST /login", &[("Authorization", "Basic dTpw")], "");
    assert_eq!(
        (login.status, login.body.as_str()),
        (200, r#"{"token":"session-1"}"#)
    );
    assert_eq!(update("session-1"), 200);
    assert_eq!(update("session-2"), 401);
    let calls = mock.calls();
    assert_eq!(calls[0].case.as_deref(), Some("expired"));
    assert_eq!(calls[0].violations, ["token: not one of a login"]);
}
