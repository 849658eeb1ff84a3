//! What generated requests need at run time.
