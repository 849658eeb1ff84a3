//! Patterns in, expressions or codes out.
