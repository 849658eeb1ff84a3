//! A program that calls the runtime by another name, and has items that are called as the runtime's and the prelude's.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unreachable_pub)]

wf::generated!();

fn main() {}
