//! Any bytes as a response, through the decoders of both executors.

use wireform::__rt::response::{Expose, Exposed};
use wireform::response::{
    CallError, ParseResponse, Refusal as _, ResponseParts, Retry, Session, State, Success as _,
    Undescribed, Unexpected,
};
use wireform_codegen::plan::ResponseBody;
use wireform_interpret::{Call, Interpreter, ResponseObject, ResponseValue};

use super::values::interpreters;
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

/// Checks that the interpreter reads a response as the emitted code does.
///
/// # Panics
/// Panics if the executors do not agree.
pub fn check_agreement(decoder: Decoder, call: &Call<'_>, parts: &ResponseParts<'_>) {
    let emitted = (decoder.decode)(parts.clone());
    let at = format!(
        "{} {} {}: `{}`",
        decoder.provider,
        decoder.operation,
        parts.status(),
        String::from_utf8_lossy(parts.body())
    );
    match call.decode_response(parts) {
        Ok(read) => {
            assert_eq!(emitted.case, Some(read.case.name.as_str()), "{at}");
            assert_eq!(
                (emitted.state, emitted.session),
                (read.state(), read.session()),
                "{at}"
            );
            // Only whether they are equal is compared, because neither type shows its values.
            assert!(
                emitted.values == Some(exposed(&read.object)),
                "{at}: {:?}",
                read.object
            );
            if !read.case.outcome.is_success() {
                let reports: Vec<String> = read.violations().iter().map(|it| it.label()).collect();
                assert_eq!(emitted.retry, read.retry(), "{at}");
                assert_eq!(emitted.code.as_deref(), read.code(), "{at}");
                assert_eq!(emitted.message.as_deref(), read.message(), "{at}");
                assert_eq!(emitted.reports, reports, "{at}");
            }
        }
        Err(unexpected) => {
            let kept = emitted.unexpected.as_ref().map(|it| it.reason.clone());
            assert_eq!(kept, Some(unexpected.reason().to_string()), "{at}");
        }
    }
}

/// Returns the values that the interpreter has read, in the form that those of the emitted code have.
fn exposed(object: &ResponseObject) -> Exposed {
    let fields = object.fields.iter();
    let fields = fields.map(|(name, value)| (name.clone(), exposed_value(value)));
    Exposed::Object(fields.collect(), object.undescribed.clone())
}

fn exposed_value(value: &ResponseValue) -> Exposed {
    match value {
        ResponseValue::Text(text) => Exposed::Text(text.clone()),
        ResponseValue::Integer(number) => Exposed::Integer(*number),
        ResponseValue::Number(number) => Exposed::Number(number.to_string()),
        ResponseValue::Json(json) => Exposed::Json(json.clone()),
        ResponseValue::Boolean(value) => Exposed::Boolean(*value),
        ResponseValue::List(items) => Exposed::List(items.iter().map(exposed_value).collect()),
        ResponseValue::Object(object) => exposed(object),
        ResponseValue::Map(entries) => {
            let entries = entries.iter();
            let entries = entries.map(|(key, value)| (key.clone(), exposed_value(value)));
            Exposed::Object(entries.collect(), Undescribed::default())
        }
        ResponseValue::Secret(value) => exposed_value(value),
    }
}

/// The decoders of the bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The decoder of JSON.
    Json,
    /// The decoder of XML.
    Xml,
    /// The decoder of bodies without parts: text, a single value, or nothing.
    Text,
}

/// Returns the operations with a response in a format, each with both decoders.
#[must_use]
pub fn decoders_of(format: Format) -> Vec<(Decoder, Call<'static>)> {
    let is_read = |body: &ResponseBody| match body {
        ResponseBody::Json => format == Format::Json,
        ResponseBody::Xml | ResponseBody::Tree(_) => format == Format::Xml,
        ResponseBody::Text
        | ResponseBody::Scalar
        | ResponseBody::Empty
        | ResponseBody::Lines(_) => format == Format::Text,
    };
    let calls = || interpreters().iter().flat_map(Interpreter::operations);
    let decoders = decoders().into_iter().filter_map(|decoder| {
        let call = calls().find(|call| {
            let names = (call.plan().module.as_str(), call.operation().name.as_str());
            names == (decoder.provider, decoder.operation)
        })?;
        let mut bodies = call.operation().responses.iter().flat_map(|it| &it.body);
        bodies.any(is_read).then_some((decoder, call))
    });
    decoders.collect()
}

/// Takes bytes as the number of an operation, a status and a body in a format. Returns whether the body fits a case.
///
/// # Panics
/// Panics if the executors do not agree, or if a decoder loses a part of a response or shows a planted text.
pub fn response(format: Format, bytes: &[u8]) -> bool {
    const STATUSES: [u16; 8] = [200, 202, 204, 400, 401, 404, 429, 500];
    let [number, status, body @ ..] = bytes else {
        return false;
    };
    let decoders = decoders_of(format);
    let (decoder, call) = &decoders[usize::from(*number) % decoders.len()];
    let status = STATUSES[usize::from(*status) % STATUSES.len()];
    let parts = ResponseParts::new(status, body).with_header("x-process-id", "planted-4711");
    check_agreement(*decoder, call, &parts);
    let decoded = (decoder.decode)(parts);
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
