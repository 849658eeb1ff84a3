//! The bytes of a request with its secrets masked, and the answer of the mock.

use wireform_interpret::EncodedResponse;

use crate::account::visible;
use crate::layout::{Element, Html, element};
use crate::message::{self, Secrets};
use crate::serve::tried::{Exchange, Tried};

/// Returns request and answer, or why there are none.
pub(super) fn exchange(tried: &Tried<'_>, id: &str) -> Html {
    match &tried.exchange {
        Err(reason) => element("p").class("quiet").text(&visible(reason)).into(),
        Ok(exchange) => {
            let mut both = Html::new();
            let request = message::http(&exchange.request, Secrets::Masked);
            both.add(block(
                &format!("{id}-request"),
                "Request",
                &shown(&request),
                "The bytes of the request, with sample credentials",
            ));
            both.add(answer(exchange, id));
            both
        }
    }
}

fn answer(exchange: &Exchange<'_>, id: &str) -> Html {
    let says = match exchange.case {
        Some(case) => format!(
            "Answer of the mock: {} ({})",
            case.name,
            case.outcome.word()
        ),
        None => "Answer of the mock".to_owned(),
    };
    let response = &exchange.answered.response;
    let mut both = Html::new();
    both.add(block(
        &format!("{id}-answer"),
        &says,
        &shown(&written(response)),
        "The bytes of the answer",
    ));
    if let Some(reason) = &exchange.answered.record.signature_unchecked {
        let text = format!("The mock does not check the signature: {reason}");
        both.add(element("p").class("quiet").text(&text));
    }
    both
}

/// Returns a response as an HTTP message.
fn written(response: &EncodedResponse) -> Vec<u8> {
    let mut message = format!("HTTP/1.1 {}\r\n", response.status);
    for (name, value) in &response.headers {
        message.push_str(&format!("{name}: {value}\r\n"));
    }
    message.push_str("\r\n");
    let mut message = message.into_bytes();
    message.extend_from_slice(&response.body);
    message
}

/// Returns the bytes of a message for people: invisible characters are written as code points.
fn shown(message: &[u8]) -> String {
    visible(&String::from_utf8_lossy(message).replace("\r\n", "\n"))
}

fn block(id: &str, summary: &str, text: &str, label: &str) -> Element {
    element("details")
        .id(id)
        .class("bytes")
        .flag("open")
        .add(element("summary").text(summary))
        .add(
            element("pre")
                .attr("tabindex", "0")
                .attr("role", "group")
                .attr("aria-label", label)
                .add(element("code").text(text)),
        )
}
