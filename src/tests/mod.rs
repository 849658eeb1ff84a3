//! What the public interface promises, tried from inside.
