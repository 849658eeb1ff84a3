//! The facts that a caller gives besides the values: context facts, and the contact as read.
//!
//! Input: names and texts. Output: [`Facts`], with one slot for each context fact of the plan. A fact that was not
//! given stays missing, which differs from a fact that the caller declares unknown.

use std::collections::BTreeMap;

use std::fmt;

use wireform::__rt::{AnyStep, Check, Path, Step};
use wireform::Code;
use wireform_codegen::plan::{self, ContextId, ContextKind, EnumId, FieldId, Table};

use crate::patterns::Patterns;
use crate::value::Values;

/// One context fact.
#[derive(Clone, PartialEq, Default)]
pub enum Fact {
    /// The caller did not give the fact.
    #[default]
    Missing,
    /// The caller declares that the fact is unknown.
    Unknown,
    /// A set of texts.
    Set(Vec<String>),
    /// A text, or the text of an enum value.
    Text(String),
    /// A boolean.
    Boolean(bool),
}

/// Shows only whether a fact is known, because facts may be personal data.
impl fmt::Debug for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Fact::Missing => "Missing",
            Fact::Unknown => "Unknown",
            Fact::Set(_) => "Set(***)",
            Fact::Text(_) => "Text(***)",
            Fact::Boolean(_) => "Boolean(***)",
        })
    }
}

/// Context facts by the position of the context in the plan, and the contact as read.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    facts: BTreeMap<ContextId, Fact>,
    /// The contact as read, for rules that compare with it.
    pub current: Option<Values>,
}

impl Facts {
    /// Returns facts that are all missing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the fact of a context.
    #[must_use]
    pub fn get(&self, context: ContextId) -> &Fact {
        self.facts.get(&context).unwrap_or(&Fact::Missing)
    }

    /// Sets the fact of a context.
    pub fn set(&mut self, context: ContextId, fact: Fact) {
        self.facts.insert(context, fact);
    }

    /// Reads a fact from a text. For a set, the text has items with commas between them, which are added to the set. The empty
    /// text has no items. A text that is not a value of the context is reported.
    pub fn say(
        &mut self,
        plan: &plan::Plan,
        context: ContextId,
        text: &str,
        check: &mut Check<'_>,
    ) {
        let declared = &plan.contexts[context];
        let step = Step::new(&declared.name, "");
        let path = Path::step(AnyStep::Borrowed(&step));
        let known = |index: EnumId, text: &str| {
            plan.enums[index]
                .values
                .iter()
                .any(|value| value.value == text)
        };
        if let Some(pattern) = &declared.pattern {
            let pattern = Patterns::alone(pattern);
            let texts = match declared.kind {
                ContextKind::SetOfString => items(text).collect(),
                ContextKind::SetOfEnum(_)
                | ContextKind::Enum(_)
                | ContextKind::Boolean
                | ContextKind::String => vec![text],
            };
            let before = check.violations();
            check.context_text(&declared.name, texts, &pattern);
            if check.violations() > before {
                return;
            }
        }
        let fact = match declared.kind {
            ContextKind::SetOfString => self.more(context, text),
            ContextKind::SetOfEnum(index) => {
                if let Some(_wrong) = items(text).find(|item| !known(index, item)) {
                    check.input(&path, Code::ContextValue, &one_of(&plan.enums[index]));
                    return;
                }
                self.more(context, text)
            }
            ContextKind::Enum(index) if known(index, text) => Fact::Text(text.to_owned()),
            ContextKind::Enum(index) => {
                check.input(&path, Code::ContextValue, &one_of(&plan.enums[index]));
                return;
            }
            ContextKind::Boolean => match text {
                "true" => Fact::Boolean(true),
                "false" => Fact::Boolean(false),
                _ => {
                    check.input(&path, Code::ContextValue, "`true` or `false`");
                    return;
                }
            },
            ContextKind::String => Fact::Text(text.to_owned()),
        };
        self.set(context, fact);
    }

    /// Returns the set so far and the items of a text, each once.
    fn more(&self, context: ContextId, text: &str) -> Fact {
        let mut set = match self.get(context) {
            Fact::Set(set) => set.clone(),
            Fact::Missing | Fact::Unknown | Fact::Text(_) | Fact::Boolean(_) => Vec::new(),
        };
        for item in items(text) {
            if !set.iter().any(|known| known == item) {
                set.push(item.to_owned());
            }
        }
        Fact::Set(set)
    }

    /// Returns the facts of an example.
    pub(crate) fn from_example(
        plan: &plan::Plan,
        fields: &Table<FieldId, plan::Field>,
        example: &plan::Example,
    ) -> Self {
        let mut facts = Self::new();
        for (name, fact) in &example.context {
            if let Some(at) = plan.contexts.find(|context| context.name == *name) {
                facts.set(at, fact.into());
            }
        }
        facts.current = example
            .current
            .as_ref()
            .map(|current| Values::from_example(plan, fields, current));
        facts
    }
}

impl From<&plan::Fact> for Fact {
    fn from(fact: &plan::Fact) -> Self {
        match fact {
            plan::Fact::Unknown => Fact::Unknown,
            plan::Fact::Set(set) => Fact::Set(set.clone()),
            plan::Fact::String(text) => Fact::Text(text.clone()),
            plan::Fact::Boolean(truth) => Fact::Boolean(*truth),
        }
    }
}

fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

fn one_of(ty: &plan::EnumType) -> String {
    let values: Vec<String> = ty
        .values
        .iter()
        .map(|value| format!("`{}`", value.value))
        .collect();
    format!("one of {}", values.join(", "))
}
