//! A library that offers its generated requests to others.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unreachable_pub)]

::wireform::generated!();
