//! The options of the emitter.

/// What the emitter can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Whether requests get `Deserialize`, from logical names.
    pub serde: bool,
    /// Whether modules get tests, behind `#[cfg(test)]`, that run the schema's examples.
    pub tests: bool,
    /// The name by which the including scope knows the runtime's `__rt`.
    pub runtime: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            serde: false,
            tests: false,
            runtime: "__wireform".to_owned(),
        }
    }
}
