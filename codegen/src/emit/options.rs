//! Options that change what is emitted.

/// The options of the emitter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Whether requests implement `Deserialize`, from logical names.
    pub serde: bool,
    /// Whether modules have tests, behind `#[cfg(test)]`, that run the examples of the schema.
    pub tests: bool,
    /// The alias of the runtime's `__rt` in the scope that includes the code.
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
