//! Writes out the parts of a pattern that engines read differently, and finds the parts that are not supported.

use regex_syntax::ast::{self, Ast};

use super::PatternDiagnostic;
use super::look_ahead::LookAhead;

/// Returns the text of an expression with everything written out. `search` states whether anchors have a meaning.
pub(super) fn write_out(ast: &Ast, text: &str, search: bool) -> Result<String, Problem> {
    ast::visit(ast, Spell::new(search)).map(|edits| apply(text, edits))
}

/// A replacement of a part of the text.
struct Edit {
    start: usize,
    end: usize,
    text: &'static str,
}

fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.start);
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for edit in edits {
        out.push_str(&text[from..edit.start]);
        out.push_str(edit.text);
        from = edit.end;
    }
    out.push_str(&text[from..]);
    out
}

/// A part of a pattern that is not supported.
pub(super) struct Problem {
    pub(super) diagnostic: PatternDiagnostic,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Problem {
    fn new(diagnostic: PatternDiagnostic, span: &ast::Span) -> Self {
        Self {
            diagnostic,
            start: span.start.offset,
            end: span.end.offset,
        }
    }
}

/// Collects the replacements.
struct Spell {
    search: bool,
    /// The number of look-aheads around the current part. Inside of look-aheads, anchors have a meaning.
    inside: usize,
    edits: Vec<Edit>,
}

impl Spell {
    fn new(search: bool) -> Self {
        Self {
            search,
            inside: 0,
            edits: Vec::new(),
        }
    }

    fn edit(&mut self, span: &ast::Span, text: &'static str) {
        self.edits.push(Edit {
            start: span.start.offset,
            end: span.end.offset,
            text,
        });
    }

    fn perl(&mut self, class: &ast::ClassPerl, in_class: bool) {
        use ast::ClassPerlKind::{Digit, Space, Word};
        let text = match (&class.kind, class.negated, in_class) {
            (Digit, false, false) => "[0-9]",
            (Digit, true, false) => "[^0-9]",
            (Word, false, false) => "[0-9A-Za-z_]",
            (Word, true, false) => "[^0-9A-Za-z_]",
            (Space, false, false) => r"[\t\n\x0B\x0C\r ]",
            (Space, true, false) => r"[^\t\n\x0B\x0C\r ]",
            // The output has no nested classes, so the same scan can read it.
            (Digit, false, true) => "0-9",
            (Digit, true, true) => r"\x00-/:-\x{10FFFF}",
            (Word, false, true) => "0-9A-Za-z_",
            (Word, true, true) => r"\x00-/:-@\[-\^`\{-\x{10FFFF}",
            (Space, false, true) => r"\t\n\x0B\x0C\r ",
            (Space, true, true) => r"\x00-\x08\x0E-\x1F!-\x{10FFFF}",
        };
        self.edit(&class.span, text);
    }

    fn assertion(&mut self, assertion: &ast::Assertion) -> Result<(), Problem> {
        use ast::AssertionKind::{EndLine, EndText, StartLine, StartText};
        match assertion.kind {
            StartLine | StartText if self.search || self.inside > 0 => {
                self.edit(&assertion.span, r"\A")
            }
            EndLine | EndText if self.search || self.inside > 0 => {
                self.edit(&assertion.span, r"\z")
            }
            _ => {
                return Err(Problem::new(PatternDiagnostic::Anchor, &assertion.span));
            }
        }
        Ok(())
    }
}

impl ast::Visitor for Spell {
    type Output = Vec<Edit>;
    type Err = Problem;

    fn finish(self) -> Result<Vec<Edit>, Problem> {
        Ok(self.edits)
    }

    fn visit_pre(&mut self, ast: &Ast) -> Result<(), Problem> {
        let flags = match ast {
            Ast::Flags(set) => Some(&set.span),
            Ast::Group(group) => match &group.kind {
                ast::GroupKind::NonCapturing(flags) if !flags.items.is_empty() => Some(&flags.span),
                _ => None,
            },
            _ => None,
        };
        if let Some(span) = flags {
            return Err(Problem::new(PatternDiagnostic::Flags, span));
        }
        if let Some((group, ahead)) = look_ahead_of(ast) {
            let start = group.span.start.offset;
            let end = group.ast.span().start.offset;
            self.edits.push(Edit {
                start,
                end,
                text: ahead.opening(),
            });
            self.inside += 1;
        }
        match ast {
            Ast::Repetition(repetition)
                if matches!(*repetition.ast, Ast::Repetition(_))
                    && repetition.op.kind == ast::RepetitionKind::OneOrMore =>
            {
                let span = &repetition.op.span;
                return Err(Problem::new(PatternDiagnostic::Atomic, span));
            }
            Ast::Dot(span) => self.edit(span, r"[^\n\r]"),
            Ast::ClassPerl(class) => self.perl(class, false),
            Ast::Assertion(assertion) => self.assertion(assertion)?,
            _ => {}
        }
        Ok(())
    }

    fn visit_post(&mut self, ast: &Ast) -> Result<(), Problem> {
        self.inside -= usize::from(look_ahead_of(ast).is_some());
        Ok(())
    }

    fn visit_class_set_item_pre(&mut self, item: &ast::ClassSetItem) -> Result<(), Problem> {
        if let ast::ClassSetItem::Perl(class) = item {
            self.perl(class, true);
        }
        Ok(())
    }
}

fn look_ahead_of(ast: &Ast) -> Option<(&ast::Group, LookAhead)> {
    let Ast::Group(group) = ast else { return None };
    let ast::GroupKind::CaptureName { name, .. } = &group.kind else {
        return None;
    };
    LookAhead::of(Some(&name.name)).map(|ahead| (&**group, ahead))
}
