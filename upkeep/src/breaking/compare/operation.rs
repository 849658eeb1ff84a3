//! Operations: which belong together, their HTTP line, their update mode and their bindings.

use wireform_codegen::plan::{
    BodyFormat, Encoding, Escaping, FieldId, Operation, PathPart, Update,
};

use super::fields::Level;
use super::written::{Written, body};
use super::{At, Comparison, Formats, Pair, Side, Version};
use crate::breaking::rules::{self, Rule};

impl<'p> Comparison<'p> {
    /// Compares the operations.
    pub(super) fn operations(&mut self) {
        let plans = self.plans;
        let mut pairs: Vec<Pair<&'p Operation>> = Vec::new();
        for old in &plans.old.operations {
            if let Some(new) = plans.new.operations.iter().find(|it| it.name == old.name) {
                pairs.push(Pair { old, new });
            }
        }
        for old in &plans.old.operations {
            if pairs.iter().any(|pair| std::ptr::eq(pair.old, old)) {
                continue;
            }
            let is_same = |new: &&Operation| {
                !pairs.iter().any(|pair| std::ptr::eq(pair.new, *new))
                    && (&new.method, template(new)) == (&old.method, template(old))
                    // A gateway has one path for everything.
                    && template(old).contains('/')
            };
            match plans.new.operations.iter().find(is_same) {
                Some(new) => {
                    let finding = self.report(&rules::OPERATION_RENAMED, &old.name);
                    (finding.old, finding.new) = (Some(old.name.clone()), Some(new.name.clone()));
                    pairs.push(Pair { old, new });
                }
                None => _ = self.report(&rules::OPERATION_REMOVED, &old.name),
            }
        }
        for new in &plans.new.operations {
            if !pairs.iter().any(|pair| std::ptr::eq(pair.new, new)) {
                self.report(&rules::OPERATION_ADDED, &new.name);
            }
        }
        for pair in pairs {
            self.operation(pair);
        }
    }

    fn operation(&mut self, operations: Pair<&'p Operation>) {
        let names = operations.map(|it| it.name.clone());
        let writes = |format: BodyFormat| {
            let has = |operation: &Operation| {
                let mut bindings = operation.bindings.iter();
                bindings.any(|it| it.body.formats().contains(&format))
            };
            has(operations.old) && has(operations.new)
        };
        let at = At {
            side: Side::Request(operations),
            place: names.old.clone(),
            steps: Pair {
                old: Vec::new(),
                new: Vec::new(),
            },
            formats: Formats {
                json: writes(BodyFormat::Json),
                xml: writes(BodyFormat::Xml),
                query: writes(BodyFormat::Query),
                form: writes(BodyFormat::Form),
                lines: writes(BodyFormat::Lines),
            },
            origin: None,
        };
        if names.is_same() {
            self.rust_name(&names.old, operations.map(|it| it.rust.as_str()));
        }
        self.line(operations, &at);
        self.headers(operations, &at);
        self.moment(operations, &at);
        self.update(operations, &at);
        self.read_back(operations, &at);
        self.state(operations, &at);
        self.permissions(operations.map(|it| it.permissions.as_slice()), &at);
        self.ways(operations, &at);
        self.facts(operations, &at);
        let documents = self.bindings(operations, &at);
        let level = Level {
            fields: operations.map(|it| &it.fields),
            documents: &documents,
        };
        self.level(&level, &at);
        self.settle();
        self.rules_of(operations, &at);
        self.rules_of_objects(operations, &at);
        self.responses(operations);
    }

    fn line(&mut self, operations: Pair<&'p Operation>, at: &At<'p>) {
        let methods = operations.map(|it| it.method.clone());
        if !methods.is_same() {
            self.report_change(&rules::METHOD_CHANGED, at, methods);
        }
        let is_idempotent = operations.map(|it| it.is_idempotent);
        match (is_idempotent.old, is_idempotent.new) {
            (true, false) => _ = self.report_at(&rules::IDEMPOTENCE_LOST, at),
            (false, true) => _ = self.report_at(&rules::IDEMPOTENCE_GAINED, at),
            (true, true) | (false, false) => {}
        }
        let paths = operations.map(template);
        if !paths.is_same() {
            self.report_change(&rules::PATH_CHANGED, at, operations.map(path));
        }
    }

    fn headers(&mut self, operations: Pair<&'p Operation>, at: &At<'p>) {
        let headers = operations.map(|it| it.headers.as_slice());
        for (name, value) in headers.old {
            let other = headers
                .new
                .iter()
                .find(|(other, _)| other.eq_ignore_ascii_case(name));
            match other {
                Some((_, other)) if other != value => {
                    let change = Pair {
                        old: value,
                        new: other,
                    };
                    let change = change.map(|value| format!("{name}: {}", value.words()));
                    self.report_change(&rules::HEADER_CHANGED, at, change);
                }
                Some(_) => {}
                None => {
                    let finding = self.report_at(&rules::HEADER_REMOVED, at);
                    finding.old = Some(format!("{name}: {}", value.words()));
                }
            }
        }
        for (name, value) in headers.new {
            if !headers
                .old
                .iter()
                .any(|(other, _)| other.eq_ignore_ascii_case(name))
            {
                let finding = self.report_at(&rules::HEADER_ADDED, at);
                finding.new = Some(format!("{name}: {}", value.words()));
            }
        }
    }

    /// Compares whether callers give the moment of sending. What is sent is a finding of its own.
    fn moment(&mut self, operations: Pair<&'p Operation>, at: &At<'p>) {
        let plans = self.plans;
        let is_needed = Pair {
            old: operations.old.takes_moment(plans.old),
            new: operations.new.takes_moment(plans.new),
        };
        match (is_needed.old, is_needed.new) {
            (false, true) => _ = self.report_at(&rules::MOMENT_NEEDED, at),
            (true, false) => _ = self.report_at(&rules::MOMENT_UNNEEDED, at),
            (true, true) | (false, false) => {}
        }
    }

    fn update(&mut self, operations: Pair<&'p Operation>, at: &At<'p>) {
        let updates = operations.map(|it| it.update);
        if updates.is_same() {
            return;
        }
        let rule: &'static Rule = match (updates.old, updates.new) {
            (Update::Patch, Update::Replace) => &rules::PATCH_BECAME_REPLACE,
            (Update::Replace, Update::Patch) => &rules::REPLACE_BECAME_PATCH,
            (Update::Unstated | Update::None, Update::Replace) => &rules::BECAME_REPLACE,
            (Update::Replace, Update::Unstated | Update::None) => &rules::NO_LONGER_REPLACE,
            (Update::Unstated | Update::None, Update::Patch) => &rules::BECAME_PATCH,
            (Update::Patch, Update::Unstated | Update::None) => &rules::NO_LONGER_PATCH,
            (Update::None, Update::Unstated) => &rules::UPDATE_UNSTATED,
            (Update::Unstated, Update::None) => &rules::UPDATE_EXCLUDED,
            (Update::Patch, Update::Patch)
            | (Update::Replace, Update::Replace)
            | (Update::Unstated, Update::Unstated)
            | (Update::None, Update::None) => return,
        };
        self.report_change(rule, at, updates.map(|it| update_name(it).to_owned()));
        let rule = match (has_constructors(updates.old), has_constructors(updates.new)) {
            (true, false) => &rules::CONSTRUCTORS_REMOVED,
            (false, true) => &rules::CONSTRUCTORS_ADDED,
            (true, true) | (false, false) => return,
        };
        self.report_at(rule, at);
    }

    /// Compares whether an operation is deprecated or withdrawn.
    fn state(&mut self, operations: Pair<&'p Operation>, at: &At<'p>) {
        let marks: [(Pair<bool>, &'static Rule, &'static Rule); 2] = [
            (
                operations.map(|it| it.deprecated.is_some()),
                &rules::OPERATION_DEPRECATED,
                &rules::OPERATION_UNDEPRECATED,
            ),
            (
                operations.map(|it| it.withdrawn.is_some()),
                &rules::OPERATION_WITHDRAWN,
                &rules::OPERATION_RESTORED,
            ),
        ];
        for (mark, gained, lost) in marks {
            match (mark.old, mark.new) {
                (false, true) => _ = self.report_at(gained, at),
                (true, false) => _ = self.report_at(lost, at),
                (true, true) | (false, false) => {}
            }
        }
    }

    /// Compares the bindings, and returns the documents of those that both versions have.
    fn bindings(
        &mut self,
        operations: Pair<&'p Operation>,
        at: &At<'p>,
    ) -> Vec<(String, Pair<Written>)> {
        let bindings = operations.map(|it| it.bindings.as_slice());
        let alone = bindings.old.len() == 1 && bindings.new.len() == 1;
        let mut pairs = Vec::new();
        for (index, old) in bindings.old.iter().enumerate() {
            let named = bindings.new.iter().position(|it| it.name == old.name);
            match named.or(alone.then_some(0)) {
                Some(other) => pairs.push(Pair {
                    old: index,
                    new: other,
                }),
                None => {
                    let finding = self.report_at(&rules::BINDING_REMOVED, at);
                    finding.old = Some(old.name.clone());
                }
            }
        }
        for (index, new) in bindings.new.iter().enumerate() {
            if !pairs.iter().any(|pair| pair.new == index) {
                let finding = self.report_at(&rules::BINDING_ADDED, at);
                finding.new = Some(new.name.clone());
            }
        }
        if pairs.iter().any(|pair| (pair.old == 0) != (pair.new == 0)) {
            let defaults =
                bindings.map(|it| it.first().map_or_else(String::new, |it| it.name.clone()));
            if !defaults.is_same() {
                self.report_change(&rules::DEFAULT_BINDING_CHANGED, at, defaults);
            }
        }
        let mut documents = Vec::new();
        for pair in &pairs {
            let both = Pair {
                old: &bindings.old[pair.old],
                new: &bindings.new[pair.new],
            };
            let label = match pairs.len() {
                1 => String::new(),
                _ => format!("{}: ", both.old.name),
            };
            if !alone {
                let place = format!("{}.{}", at.place, both.old.name);
                self.rust_name(&place, both.map(|it| it.rust.as_str()));
            }
            let formats = both.map(|it| it.body.format());
            if !formats.is_same() {
                let change = formats.map(|it| it.map_or("no body", BodyFormat::name).to_owned());
                self.report_change(&rules::BODY_FORMAT_CHANGED, at, change);
                continue;
            }
            let types = both.map(|it| it.body.content_type());
            if !types.is_same() {
                let change = types.map(|it| format!("{label}{}", it.unwrap_or("none")));
                self.report_change(&rules::CONTENT_TYPE_CHANGED, at, change);
            }
            documents.push((label, self.documents(operations, both)));
        }
        documents
    }

    fn documents(
        &self,
        operations: Pair<&'p Operation>,
        bindings: Pair<&'p wireform_codegen::plan::Binding>,
    ) -> Pair<Written> {
        let of = |version: Version| {
            let (plan, operation) = (*self.plans.of(version), *operations.of(version));
            let mut written = body(plan, &bindings.of(version).body);
            written.nodes(plan, &operation.query, "?");
            if let Some(mask) = &operation.mask {
                written.around.push(mask.to_string());
            }
            let path = bindings.of(version).path.iter();
            written
                .around
                .extend(path.map(|path| format!("the path {path}")));
            let Encoding { query, form } = operation.encoding;
            for (part, escaping, default) in [
                ("query", query, Escaping::Rfc3986),
                ("form", form, Escaping::Whatwg),
            ] {
                if escaping != default {
                    written
                        .around
                        .push(format!("another escaping in the {part}"));
                }
            }
            for (name, field) in &operation.header_fields {
                written.add(*field, format!("header {name}"));
            }
            for (index, field) in segments(operation).into_iter().enumerate() {
                written.add(field, format!("segment {}", index + 1));
            }
            written
        };
        Pair {
            old: of(Version::Old),
            new: of(Version::New),
        }
    }
}

/// Returns the fields in the path, in order.
fn segments(operation: &Operation) -> Vec<FieldId> {
    operation.path.iter().filter_map(PathPart::field).collect()
}

/// Returns the path with an empty pair of braces for each field.
fn template(operation: &Operation) -> String {
    let parts = operation.path.iter().map(|part| match part {
        PathPart::Literal(text) => text.as_str(),
        PathPart::Field(_) => "{}",
        PathPart::Segments(_) => "{}/...",
    });
    parts.collect()
}

/// Returns the path with the names of its fields.
fn path(operation: &Operation) -> String {
    let parts = operation.path.iter().map(|part| match part {
        PathPart::Literal(text) => text.clone(),
        PathPart::Field(field) | PathPart::Segments(field) => {
            format!("{{{}}}", operation.fields[*field].name)
        }
    });
    parts.collect()
}

/// Returns whether the type of a request has constructors, because no field that is left out can be deleted.
fn has_constructors(update: Update) -> bool {
    match update {
        Update::Patch | Update::None => true,
        Update::Replace | Update::Unstated => false,
    }
}

fn update_name(update: Update) -> &'static str {
    match update {
        Update::Patch => "patch",
        Update::Replace => "replace",
        Update::Unstated => "unstated",
        Update::None => "none",
    }
}
