//! `wireform_tests::fuzz::response` with bodies in text under libFuzzer.

#![no_main]

use wireform_tests::fuzz::{Format, response};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = response(Format::Text, bytes);
});
