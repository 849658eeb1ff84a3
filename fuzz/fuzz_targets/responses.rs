//! `wireform_tests::fuzz::responses` under libFuzzer.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = wireform_tests::fuzz::responses(bytes);
});
