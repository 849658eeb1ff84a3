//! The bytes of a request and of the mock's answer, with secrets masked.

use wireform_interpret::Call;

use crate::account::visible;
use crate::answer;
use crate::layout::{Element, Html, element};
use crate::message::{self, Secrets, readable};
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
                &readable(&request),
                "The bytes of the request, with sample credentials",
            ));
            both.add(answer_of(&tried.call, exchange, id));
            both
        }
    }
}

fn answer_of(call: &Call<'_>, exchange: &Exchange<'_>, id: &str) -> Html {
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
        &answer::response(call, response),
        "The bytes of the answer",
    ));
    if response.body.is_empty() {
        both.add(element("p").class("quiet").text("The answer has no body."));
    }
    if let Some(reason) = &exchange.answered.record.signature_unchecked {
        let text = format!("The mock does not check the signature: {reason}");
        both.add(element("p").class("quiet").text(&text));
    }
    both
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
