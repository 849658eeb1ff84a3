//! Reads the facts of `--context`, `--context-unknown` and `--current`.
//!
//! Input: the options and an operation. Output: its facts, or all mistakes in the options. A fact that an operation needs
//! and that no option gives is one message for the whole run, because it would be the same for every record.

use wireform_codegen::plan::ContextId;
use wireform_interpret::{Call, FactText, Facts, Values};

use crate::args::InputArgs;
use crate::shared::input;
use crate::shared::output::Stop;
use crate::shared::subject::{lines, unknown_name};

/// Reads the facts and the current data at the provider.
pub(crate) fn read(call: &Call<'_>, args: &InputArgs) -> Result<Facts, Stop> {
    let mut options = Options::default();
    options.add_known(call, args);
    options.add_unknown(call, args);
    if !options.has_unknown_name {
        options.wrong.extend(missing(call, &options.facts));
    }
    let Options {
        facts, mut wrong, ..
    } = options;
    let (mut facts, violations) = call.facts(facts);
    if !violations.is_empty() {
        wrong.push(format!("--context: {}", lines(&violations)));
    }
    if args.current.is_some() {
        match current(call, args) {
            Ok(values) => facts.current = values,
            Err(Stop::Failure(messages)) => wrong.extend(messages),
            Err(stop) => return Err(stop),
        }
    }
    if wrong.is_empty() {
        Ok(facts)
    } else {
        Err(Stop::Failure(wrong))
    }
}

/// Returns the names of the facts that an operation needs and that are not given.
pub(crate) fn not_given<'p>(call: &Call<'p>, given: impl Fn(&str) -> bool) -> Vec<&'p str> {
    let plan = call.plan();
    let needed = call.operation().contexts.iter();
    needed
        .map(|&at| plan.contexts[at].name.as_str())
        .filter(|name| !given(name))
        .collect()
}

/// The facts of the options that were read so far.
#[derive(Default)]
struct Options<'a> {
    facts: Vec<(ContextId, FactText<'a>)>,
    wrong: Vec<String>,
    /// Whether a name is unknown. It may be a misspelled fact, so missing facts are not reported then.
    has_unknown_name: bool,
}

impl<'a> Options<'a> {
    fn add_known(&mut self, call: &Call<'_>, args: &'a InputArgs) {
        for option in &args.context {
            let Some((name, value)) = option.split_once('=') else {
                self.wrong.push("--context takes NAME=VALUE".to_owned());
                self.has_unknown_name = true;
                continue;
            };
            let Some(at) = self.position("--context", call, name) else {
                continue;
            };
            if self.facts.iter().any(|(other, _)| *other == at) {
                self.wrong.push(format!(
                    "--context {name} is given twice; a set takes several values, separated by commas"
                ));
            } else {
                self.facts.push((at, FactText::Is(value)));
            }
        }
    }

    fn add_unknown(&mut self, call: &Call<'_>, args: &InputArgs) {
        for name in &args.context_unknown {
            let Some(at) = self.position("--context-unknown", call, name) else {
                continue;
            };
            let mut facts = self.facts.iter();
            match facts.find(|(other, _)| *other == at) {
                Some((_, FactText::Is(_))) => self.wrong.push(format!(
                    "--context-unknown {name}: --context gives its value; remove one of the two"
                )),
                Some((_, FactText::Unknown)) => {}
                None => self.facts.push((at, FactText::Unknown)),
            }
        }
    }

    /// Finds a fact in the plan. Reports a fact without effect on the operation.
    fn position(&mut self, option: &str, call: &Call<'_>, name: &str) -> Option<ContextId> {
        let contexts = &call.plan().contexts;
        let Some(at) = contexts.find(|context| context.name == name) else {
            let names = contexts.iter().map(|context| context.name.as_str());
            self.wrong.push(unknown_name(option, "fact", name, names));
            self.has_unknown_name = true;
            return None;
        };
        let operation = call.operation();
        if operation.contexts.contains(&at) {
            return Some(at);
        }
        let needed = match &not_given(call, |_| false)[..] {
            [] => "any fact".to_owned(),
            names => format!("it; they depend on: {}", names.join(", ")),
        };
        self.wrong.push(format!(
            "{option} {name} has no effect: no rule of `{}` depends on {needed}",
            operation.name
        ));
        None
    }
}

/// Returns the message about the facts that the operation needs and that no option gives.
fn missing(call: &Call<'_>, facts: &[(ContextId, FactText<'_>)]) -> Option<String> {
    let contexts = &call.plan().contexts;
    let is_given = |name: &str| facts.iter().any(|(at, _)| contexts[*at].name == name);
    let names = not_given(call, is_given);
    if names.is_empty() {
        return None;
    }
    let mut message = format!(
        "rules of `{}` depend on facts that are not given [context_missing]",
        call.operation().name
    );
    for name in names {
        message.push_str(&format!(
            "\n  give --context {name}=…, or --context-unknown {name} to skip these rules"
        ));
    }
    Some(message)
}

/// Reads the current data at the provider, if the operation has a rule about it.
fn current(call: &Call<'_>, args: &InputArgs) -> Result<Option<Values>, Stop> {
    let Some(path) = &args.current else {
        return Ok(None);
    };
    let operation = call.operation();
    if !operation.takes_current {
        return Err(Stop::because(format!(
            "--current has no effect: no rule of `{}` is about the current data",
            operation.name
        )));
    }
    let read = input::read_current(path)?;
    let (values, violations) = call.read_current(&read);
    if violations.is_empty() {
        Ok(Some(values))
    } else {
        Err(Stop::because(format!("--current: {}", lines(&violations))))
    }
}
