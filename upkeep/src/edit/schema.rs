//! A schema with its text, its tree and its plan.

use wireform_codegen::plan::Plan;
use wireform_codegen::source::{self, Diagnostics, FileId, Node, Renderer, Sources, Span};

/// A schema without mistakes.
#[derive(Debug, Clone)]
pub struct Schema {
    sources: Sources,
    file: FileId,
    root: Node,
    plan: Plan,
}

impl Schema {
    /// Compiles the text of a schema.
    ///
    /// # Errors
    ///
    /// Returns the mistakes of the schema as text.
    pub fn new(name: &str, text: &str) -> Result<Self, String> {
        let mut sources = Sources::new();
        let file = sources.add(name, text);
        let (mut plans, found) = wireform_codegen::plan_files(&sources, &[file]);
        let mut diagnostics = Diagnostics::default();
        let root = source::parse(&sources, file, &mut diagnostics);
        match (plans.pop(), root) {
            (Some(plan), Some(root)) if !found.has_errors() => Ok(Schema {
                sources,
                file,
                root,
                plan,
            }),
            _ => Err(Renderer::plain().render_all(&found, &sources)),
        }
    }

    /// Returns the plan.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Returns the name of the file.
    #[must_use]
    pub fn name(&self) -> &str {
        self.sources.name(self.file)
    }

    /// Returns the text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.sources.text(self.file)
    }

    /// Returns the tree.
    pub(crate) fn root(&self) -> &Node {
        &self.root
    }

    /// Returns the text of a node.
    pub(crate) fn slice(&self, node: &Node) -> &str {
        self.sources.slice(node.span)
    }

    /// Returns line and column of a place.
    pub(crate) fn position(&self, span: Span) -> (usize, usize) {
        self.sources.position(span)
    }
}
