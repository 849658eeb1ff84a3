//! `wireform_tests::fuzz::response` with bodies in JSON under libFuzzer.

#![no_main]

use wireform_tests::fuzz::{Format, response};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = response(Format::Json, bytes);
});
