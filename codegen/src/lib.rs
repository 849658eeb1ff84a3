//! The wireform schema compiler.
