//! Tests of times, nonces, canonical forms, and, with the feature `sign`, published vectors.
