//! Any bytes as a response, through the decoders of the emitted code.

use wireform::__rt::response::{Expose, Exposed};
use wireform::response::{
    CallError, ParseResponse, Refusal as _, ResponseParts, Retry, Session, State, Success as _,
    Unexpected,
};

use crate::emitted::schemas as emitted;

/// What a decoder has made of a response.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// The name of the case, if the response fits one.
    pub case: Option<&'static str>,
    /// The state of the call.
    pub state: State,
    /// What happens to the session.
    pub session: Session,
    /// Whether and when the request can be sent again.
    pub retry: Retry,
    /// The code of a refusal.
    pub code: Option<String>,
    /// The message of a refusal.
    pub message: Option<String>,
    /// The labels of the reports.
    pub reports: Vec<String>,
    /// The values of the fields and the undescribed members, if the response fits a case.
    pub values: Option<Exposed>,
    /// The response, if it fits no case.
    pub unexpected: Option<Kept>,
    /// The `Debug` and `Display` output.
    pub shown: String,
}

/// The parts of a response that fits no case.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
    /// The reason.
    pub reason: String,
}

/// A decoder of the emitted code.
#[derive(Clone, Copy, Debug)]
pub struct Decoder {
    /// The name of the schema's module.
    pub provider: &'static str,
    /// The operation.
    pub operation: &'static str,
    /// Reads a response.
    pub decode: fn(ResponseParts<'_>) -> Decoded,
}

/// Returns the decoders of all operations of the shipped schemas.
#[must_use]
#[allow(deprecated, reason = "the provider still answers such requests")]
pub fn decoders() -> Vec<Decoder> {
    macro_rules! all {
        ($($provider:ident::$request:ident),* $(,)?) => {
            vec![$(decoder::<emitted::$provider::$request<'static>>()),*]
        };
    }
    all![
        autodns::ContactUpdate,
        autodns::ContactInfo,
        autodns::ContactCreate,
        autodns::ContactList,
        autodns::ContactDelete,
        autodns::ContactUpdateXml,
        hostcontrol::ContactCreate,
        hostcontrol::ContactList,
        hostcontrol::ContactGet,
        hostcontrol::ContactUpdate,
        hostcontrol::ContactDelete,
        hostcontrol::ValidationStatus,
        hostcontrol::ValidationStart,
        logicboxes::ContactUpdate,
        namebay::ContactUpdate,
        realtime_register::ContactUpdate,
        realtime_register::ContactInfo,
    ]
}

fn decoder<T: ParseResponse<Response: Expose, Refusal: Expose>>() -> Decoder {
    Decoder {
        provider: T::PROVIDER,
        operation: T::OPERATION,
        decode: decode::<T>,
    }
}

fn decode<T: ParseResponse<Response: Expose, Refusal: Expose>>(
    parts: ResponseParts<'_>,
) -> Decoded {
    match T::parse_response(parts) {
        Ok(success) => Decoded {
            case: Some(success.case()),
            state: success.state(),
            session: success.session(),
            retry: Retry::Never,
            code: None,
            message: None,
            reports: Vec::new(),
            values: Some(success.expose()),
            unexpected: None,
            shown: format!("{success:?}"),
        },
        Err(error) => {
            let shown = format!("{error:?} {error}");
            let (state, session, retry) = (error.state(), error.session(), error.retry());
            match error {
                CallError::Refused(refusal) => Decoded {
                    case: Some(refusal.case()),
                    state,
                    session,
                    retry,
                    code: refusal.code().map(str::to_owned),
                    message: refusal.message().map(str::to_owned),
                    reports: refusal.violations().iter().map(|it| it.label()).collect(),
                    values: Some(refusal.expose()),
                    unexpected: None,
                    shown,
                },
                CallError::Unexpected(unexpected) => Decoded {
                    case: None,
                    state,
                    session,
                    retry,
                    code: None,
                    message: None,
                    reports: Vec::new(),
                    values: None,
                    unexpected: Some(kept(&unexpected)),
                    shown,
                },
            }
        }
    }
}

fn kept(unexpected: &Unexpected) -> Kept {
    Kept {
        status: unexpected.status(),
        body: unexpected.body().to_owned(),
        reason: unexpected.reason().to_string(),
    }
}

/// Takes bytes as a decoder, a status and a body. Returns whether the body fits a case.
///
/// # Panics
/// Panics if a decoder reports a success as a refusal, loses a part of a response, or shows a planted text.
pub fn responses(bytes: &[u8]) -> bool {
    const STATUSES: [u16; 8] = [200, 202, 204, 400, 401, 404, 429, 500];
    let [decoder, status, body @ ..] = bytes else {
        return false;
    };
    let decoders = decoders();
    let decoder = decoders[usize::from(*decoder) % decoders.len()];
    let status = STATUSES[usize::from(*status) % STATUSES.len()];
    let parts = ResponseParts::new(status, body).with_header("x-process-id", "planted-4711");
    let decoded = (decoder.decode)(parts.clone());
    let is_same = decoded == (decoder.decode)(parts);
    assert!(is_same, "{decoder:?} is not deterministic");
    assert!(
        !decoded.shown.contains("planted"),
        "{decoder:?} shows a value"
    );
    match (&decoded.case, &decoded.unexpected) {
        (Some(_), None) => true,
        (None, Some(unexpected)) => {
            assert_eq!(decoded.state, State::Unknown, "{decoder:?}");
            assert_eq!((unexpected.status, &unexpected.body[..]), (status, body));
            false
        }
        (case, unexpected) => panic!("{decoder:?}: {case:?} and {unexpected:?}"),
    }
}
