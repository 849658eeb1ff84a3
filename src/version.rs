//! The version of the interface between generated code and this crate.
//!
//! Generated code for another version does not compile. The error names both versions.

/// The version of generated code that this crate runs.
pub const GENERATED_CODE: u32 = 1;

/// Checks, while compiling, that generated code and this crate fit each other.
///
/// ```
/// const _: () = wireform::__rt::generated_for::<1>();
/// ```
///
/// ```compile_fail
/// const _: () = wireform::__rt::generated_for::<999>();
/// ```
pub const fn generated_for<const VERSION: u32>() {
    if VERSION != GENERATED_CODE {
        let message = Message::new()
            .text(b"this code was generated for version ")
            .number(VERSION)
            .text(b" of wireform's generated code, and this wireform runs version ")
            .number(GENERATED_CODE)
            .text(b": use wireform and wireform-codegen of one version");
        match message.as_str() {
            Some(message) => panic!("{}", message),
            None => panic!("use wireform and wireform-codegen of one version"),
        }
    }
}

/// A text that is assembled at compile time, when `format!` is not available.
struct Message {
    bytes: [u8; 256],
    length: usize,
}

impl Message {
    const fn new() -> Self {
        Message {
            bytes: [0; 256],
            length: 0,
        }
    }

    const fn text(mut self, text: &[u8]) -> Self {
        let mut index = 0;
        while index < text.len() && self.length < self.bytes.len() {
            self.bytes[self.length] = text[index];
            self.length += 1;
            index += 1;
        }
        self
    }

    const fn number(self, number: u32) -> Self {
        let message = if number > 9 {
            self.number(number / 10)
        } else {
            self
        };
        message.text(&[b'0' + (number % 10) as u8])
    }

    const fn as_str(&self) -> Option<&str> {
        match std::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => Some(text),
            Err(_) => None,
        }
    }
}
