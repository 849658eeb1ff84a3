//! Spells out what engines read differently, and finds what a pattern may not hold.

use regex_syntax::ast::{self, Ast};

use super::codes;
use super::look_ahead::{ATOMIC, ATOMIC_HELP, LookAhead};
use super::working::Working;
use crate::source::Diagnostic;

/// The text of an expression, spelled out; `search` is true where anchors mean something.
pub(super) fn out(ast: &Ast, text: &str, search: bool) -> Result<String, Problem> {
    ast::visit(ast, Spell::new(search)).map(|edits| apply(text, edits))
}

/// A part to be replaced.
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

/// What a pattern may not hold.
pub(super) struct Problem {
    code: &'static str,
    start: usize,
    end: usize,
    message: &'static str,
    help: &'static str,
}

impl Problem {
    pub(super) fn diagnostic(&self, working: &Working) -> Diagnostic {
        Diagnostic::error(self.code, working.span(self.start, self.end), self.message)
            .help(self.help)
    }
}

/// Collects what has to be spelled out.
struct Spell {
    search: bool,
    /// How many look-aheads this is inside of; there anchors mean something.
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
            // Classes are not nested, so that one scan reads what people write and what we do.
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
                return Err(Problem {
                    code: codes::ANCHOR,
                    start: assertion.span.start.offset,
                    end: assertion.span.end.offset,
                    message: "anchors and boundaries cannot stand here",
                    help: "leave it out: a pattern always means the whole value",
                });
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
            return Err(Problem {
                code: codes::FLAGS,
                start: span.start.offset,
                end: span.end.offset,
                message: "flags inside a pattern are not supported",
                help: "write what is meant, for example `[Aa]` for both cases",
            });
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
                return Err(Problem {
                    code: codes::ATOMIC,
                    start: repetition.op.span.start.offset,
                    end: repetition.op.span.end.offset,
                    message: ATOMIC,
                    help: ATOMIC_HELP,
                });
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
