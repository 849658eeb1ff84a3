//! A program that sends one operation and leaves the others unused.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unreachable_pub)]

wireform::generated!();

fn main() {}
