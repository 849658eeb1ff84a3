//! The comparison of two plans, part by part.
//!
//! Each file compares one part: operations, access, fields, values, documents, rules, responses. They push findings into a
//! [`Comparison`].

mod access;
mod document;
mod field;
mod fields;
mod loose;
mod operation;
mod read_back;
mod responses;
mod rule_text;
mod rules_of;
mod types;
mod undescribed;
mod values;
mod words;
mod written;

use wireform_codegen::plan::{ObjectId, Operation, Plan, Update};

use super::finding::{Finding, Place, Proof, Witness};
use super::probe::{Cases, Probe, Step};
use super::report::Report;
use super::rules::{self, Rule};

/// Something of the old version and its counterpart in the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair<T> {
    pub(super) old: T,
    pub(super) new: T,
}

/// One of the two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    Old,
    New,
}

impl<T> Pair<T> {
    pub(super) fn map<U>(self, each: impl Fn(T) -> U) -> Pair<U> {
        Pair {
            old: each(self.old),
            new: each(self.new),
        }
    }

    pub(super) fn as_ref(&self) -> Pair<&T> {
        Pair {
            old: &self.old,
            new: &self.new,
        }
    }

    pub(super) fn swapped(self) -> Pair<T> {
        Pair {
            old: self.new,
            new: self.old,
        }
    }

    pub(super) fn of(&self, version: Version) -> &T {
        match version {
            Version::Old => &self.old,
            Version::New => &self.new,
        }
    }
}

impl<T: PartialEq> Pair<T> {
    /// Returns whether both are equal.
    pub(super) fn is_same(&self) -> bool {
        self.old == self.new
    }
}

impl Version {
    /// Returns the other version.
    pub(super) fn other(self) -> Self {
        match self {
            Version::Old => Version::New,
            Version::New => Version::Old,
        }
    }
}

/// The direction in which values travel.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side<'p> {
    /// From the caller to the provider, in this operation.
    Request(Pair<&'p Operation>),
    /// From the provider to the caller, in this case.
    Response(Cases<'p>),
}

impl Side<'_> {
    /// Returns whether an update of this version deletes what a request leaves out.
    fn replaces(self, version: Version) -> bool {
        match self {
            Side::Request(operations) => operations.of(version).update == Update::Replace,
            Side::Response(_) => false,
        }
    }
}

/// The formats of documents that objects have members in.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Formats {
    json: bool,
    xml: bool,
    query: bool,
    form: bool,
    lines: bool,
}

/// A value that is compared: where it is, and how a request carries it.
#[derive(Debug, Clone)]
pub(super) struct At<'p> {
    side: Side<'p>,
    /// The dotted path in reports.
    place: String,
    /// The way from the request to the value.
    steps: Pair<Vec<Step>>,
    /// The formats that the request or the response is written in.
    formats: Formats,
    /// The named type that the value is a part of. The same change of one type is reported once.
    origin: Option<String>,
}

impl<'p> At<'p> {
    /// Returns the place of a field in this object or operation.
    fn field(&self, names: Pair<&str>) -> Self {
        let mut at = self.clone();
        at.place = format!("{}.{}", self.place, names.old);
        at.steps.old.push(Step::Field(names.old.to_owned()));
        at.steps.new.push(Step::Field(names.new.to_owned()));
        at.origin = self.origin.as_ref().map(|it| format!("{it}.{}", names.old));
        at
    }

    /// Returns the place of the items of this list.
    fn item(&self) -> Self {
        let mut at = self.clone();
        at.place.push_str("[]");
        at.steps.old.push(Step::Item);
        at.steps.new.push(Step::Item);
        at
    }

    /// Returns the same place as a part of a named type.
    fn within(&self, origin: &str) -> Self {
        Self {
            origin: Some(origin.to_owned()),
            ..self.clone()
        }
    }
}

/// A running comparison of two plans.
pub(super) struct Comparison<'p> {
    plans: Pair<&'p Plan>,
    probe: Probe<'p>,
    findings: Vec<Finding>,
    /// The fields of the current operation that have no counterpart yet.
    loose: Vec<loose::Loose<'p>>,
    /// The objects that the walk is in.
    within: Vec<Pair<ObjectId>>,
    /// The enums whose Rust types were compared.
    named: Vec<(String, String)>,
}

/// Compares two versions of some schemas.
#[must_use]
pub fn compare(old: &[Plan], new: &[Plan]) -> Report {
    let mut findings = Vec::new();
    let pairs = pairs(old, new);
    for plan in old {
        if !pairs.iter().any(|pair| std::ptr::eq(pair.old, plan)) {
            findings.push(finding(&rules::PROVIDER_REMOVED, plan, ""));
        }
    }
    for plan in new {
        if !pairs.iter().any(|pair| std::ptr::eq(pair.new, plan)) {
            findings.push(finding(&rules::PROVIDER_ADDED, plan, ""));
        }
    }
    for plans in pairs {
        let mut comparison = Comparison {
            plans,
            probe: Probe::new(plans),
            findings: Vec::new(),
            loose: Vec::new(),
            within: Vec::new(),
            named: Vec::new(),
        };
        comparison.run();
        findings.extend(merged(comparison.findings));
    }
    Report::new(findings)
}

/// Returns whether the module has the name of the file. Two versions to compare often are files of different names.
fn follows_file(plan: &Plan) -> bool {
    let plain = |name: &str| name.replace(['-', '_', ' '], "").to_lowercase();
    plain(&plan.module) == plain(&plan.schema)
}

/// Returns the plans of one provider: those with the same module, or with the same file, or the only ones.
fn pairs<'p>(old: &'p [Plan], new: &'p [Plan]) -> Vec<Pair<&'p Plan>> {
    if let ([old], [new]) = (old, new) {
        return vec![Pair { old, new }];
    }
    let counterpart = |plan: &Plan| {
        let by_module = new.iter().find(|other| other.module == plan.module);
        by_module.or_else(|| {
            let other = new.iter().find(|other| other.schema == plan.schema)?;
            let is_taken = old.iter().any(|plan| plan.module == other.module);
            (!is_taken).then_some(other)
        })
    };
    let found = old
        .iter()
        .filter_map(|plan| Some((plan, counterpart(plan)?)));
    found.map(|(old, new)| Pair { old, new }).collect()
}

fn finding(rule: &'static Rule, plan: &Plan, path: &str) -> Finding {
    Finding {
        rule,
        place: Place::new(&plan.module, path),
        old: None,
        new: None,
        witness: None,
        also: Vec::new(),
        accepted: None,
        link: None,
        origin: None,
    }
}

/// Joins the findings of one change: each use of a named type gives one, and so does each format of a request.
fn merged(findings: Vec<Finding>) -> Vec<Finding> {
    let mut merged: Vec<Finding> = Vec::new();
    for finding in findings {
        let same = |other: &&mut Finding| {
            let is_one_type = finding.origin.is_some() && other.origin == finding.origin;
            (is_one_type || other.place == finding.place)
                && other.rule == finding.rule
                && other.old == finding.old
                && other.new == finding.new
        };
        match merged.iter_mut().find(same) {
            Some(first) => {
                if first.place != finding.place && !first.also.contains(&finding.place) {
                    first.also.push(finding.place);
                }
                let is_better = |witness: &Witness| witness.proof == Proof::Confirmed;
                if finding.witness.as_ref().is_some_and(is_better)
                    && !first.witness.as_ref().is_some_and(is_better)
                {
                    first.witness = finding.witness;
                }
            }
            None => merged.push(finding),
        }
    }
    merged
}

impl<'p> Comparison<'p> {
    /// Adds a finding and returns it.
    fn report(&mut self, rule: &'static Rule, place: impl Into<String>) -> &mut Finding {
        let finding = finding(rule, self.plans.new, &place.into());
        self.findings.push(finding);
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    /// Adds a finding about a value and returns it.
    fn report_at(&mut self, rule: &'static Rule, at: &At<'_>) -> &mut Finding {
        let origin = at.origin.clone();
        let finding = self.report(rule, at.place.clone());
        finding.origin = origin;
        finding
    }

    fn run(&mut self) {
        let plans = self.plans;
        let described = plans.map(|plan| (&plan.provider, &plan.url));
        if !described.is_same() {
            let finding = self.report(&rules::PROVIDER_DESCRIBED, "");
            (finding.old, finding.new) = (
                Some(plans.old.provider.clone()),
                Some(plans.new.provider.clone()),
            );
        }
        if !(follows_file(plans.old) && follows_file(plans.new)) {
            self.rust_name("", plans.map(|plan| plan.module.as_str()));
        }
        self.access();
        self.operations();
        if self.findings.is_empty() && !plans.map(undescribed::plan).is_same() {
            self.report(&rules::UNCLASSIFIED, "");
        }
    }

    /// Reports an item of the generated Rust that has another name.
    fn rust_name(&mut self, place: &str, names: Pair<&str>) {
        if !names.is_same() {
            let finding = self.report(&rules::RUST_NAME_CHANGED, place);
            finding.old = Some(names.old.to_owned());
            finding.new = Some(names.new.to_owned());
        }
    }
}
