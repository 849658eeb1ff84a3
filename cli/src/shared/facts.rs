//! Facts of the command line: what `--context`, `--context-unknown` and `--current` say.
//!
//! In: the options and an operation. Out: its facts, or everything that is wrong with the options. A fact that an
//! operation needs and nobody gives is one message for the whole run, because it is the same for every record.

use wireform_codegen::plan::ContextId;
use wireform_interpret::{Call, FactText, Facts, Values};

use crate::args::InputArgs;
use crate::shared::input;
use crate::shared::output::Stop;
use crate::shared::subject::{lines, unknown_name};

/// Reads the facts and the data as the provider has it.
pub(crate) fn read(call: &Call<'_>, args: &InputArgs) -> Result<Facts, Stop> {
    let mut options = Options::default();
    options.known(call, args);
    options.unknown(call, args);
    if !options.is_misspelt {
        options.wrong.extend(missing(call, &options.said));
    }
    let Options {
        said, mut wrong, ..
    } = options;
    let (mut facts, violations) = call.facts(said);
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

/// Returns the names of the facts that an operation needs and that are not among those given.
pub(crate) fn not_given<'p>(call: &Call<'p>, given: impl Fn(&str) -> bool) -> Vec<&'p str> {
    let plan = call.plan();
    let needed = call.operation().contexts.iter();
    needed
        .map(|&at| plan.contexts[at].name.as_str())
        .filter(|name| !given(name))
        .collect()
}

/// What the options say so far.
#[derive(Default)]
struct Options<'a> {
    said: Vec<(ContextId, FactText<'a>)>,
    wrong: Vec<String>,
    /// Whether a name is unknown. It may be meant for a fact that is then missing, which is no second mistake.
    is_misspelt: bool,
}

impl<'a> Options<'a> {
    fn known(&mut self, call: &Call<'_>, args: &'a InputArgs) {
        for option in &args.context {
            let Some((name, value)) = option.split_once('=') else {
                self.wrong.push("--context takes NAME=VALUE".to_owned());
                self.is_misspelt = true;
                continue;
            };
            let Some(at) = self.position("--context", call, name) else {
                continue;
            };
            if self.said.iter().any(|(other, _)| *other == at) {
                self.wrong.push(format!(
                    "--context {name} is given twice; a set takes several values, separated by commas"
                ));
            } else {
                self.said.push((at, FactText::Is(value)));
            }
        }
    }

    fn unknown(&mut self, call: &Call<'_>, args: &InputArgs) {
        for name in &args.context_unknown {
            let Some(at) = self.position("--context-unknown", call, name) else {
                continue;
            };
            let mut said = self.said.iter();
            match said.find(|(other, _)| *other == at) {
                Some((_, FactText::Is(_))) => self.wrong.push(format!(
                    "--context-unknown {name}: --context says what it is; give one of the two"
                )),
                Some((_, FactText::Unknown)) => {}
                None => self.said.push((at, FactText::Unknown)),
            }
        }
    }

    /// Finds a fact in the plan, if it has an effect on the operation.
    fn position(&mut self, option: &str, call: &Call<'_>, name: &str) -> Option<ContextId> {
        let contexts = &call.plan().contexts;
        let Some(at) = contexts.find(|context| context.name == name) else {
            let names = contexts.iter().map(|context| context.name.as_str());
            self.wrong.push(unknown_name(option, "fact", name, names));
            self.is_misspelt = true;
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

/// Says how to give the facts that the operation needs and that no option gives; nothing if all are given.
fn missing(call: &Call<'_>, said: &[(ContextId, FactText<'_>)]) -> Option<String> {
    let contexts = &call.plan().contexts;
    let is_said = |name: &str| said.iter().any(|(at, _)| contexts[*at].name == name);
    let names = not_given(call, is_said);
    if names.is_empty() {
        return None;
    }
    let mut message = format!(
        "rules of `{}` depend on facts that no option gives [context_missing]",
        call.operation().name
    );
    for name in names {
        message.push_str(&format!(
            "\n  give --context {name}=…, or --context-unknown {name} to leave these rules unchecked"
        ));
    }
    Some(message)
}

/// Reads the data as the provider has it, if the operation has a rule that compares with it.
fn current(call: &Call<'_>, args: &InputArgs) -> Result<Option<Values>, Stop> {
    let Some(path) = &args.current else {
        return Ok(None);
    };
    let operation = call.operation();
    if !operation.takes_current {
        return Err(Stop::because(format!(
            "--current has no effect: no rule of `{}` looks at the data that the provider has",
            operation.name
        )));
    }
    let read = input::current(path)?;
    let (values, violations) = call.read_current(&read);
    if violations.is_empty() {
        Ok(Some(values))
    } else {
        Err(Stop::because(format!("--current: {}", lines(&violations))))
    }
}
