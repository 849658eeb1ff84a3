//! Prints a request with secrets masked.

use wireform::contact::Adjustments;

use crate::requests::Update;

/// Prints method, URL, headers and body.
pub(crate) fn update(update: &Update) {
    let request = &update.request;
    println!("{} {}", request.method(), request.masked_url());
    for header in request.headers() {
        let value = if header.is_sensitive() {
            "***"
        } else {
            header.value()
        };
        println!("{}: {value}", header.name());
    }
    println!("\n{}", String::from_utf8_lossy(&request.masked_body()));
    if !update.unchecked.is_empty() {
        println!("(rules not checked: {})", update.unchecked.join(", "));
    }
    println!();
}

/// Prints the adjustments of the record.
pub(crate) fn adjustments(adjustments: &Adjustments) {
    for adjustment in adjustments {
        println!("(changed: {adjustment})");
    }
    println!();
}
