//! One field in both versions: presence, default, constant, meaning, type, permissions, deprecation.

use wireform_codegen::plan::{Clear, Field, Location, Permission, Presence};

use super::{At, Comparison, Pair, Side, Version};
use crate::breaking::finding::{Proof, Witness};
use crate::breaking::probe::Trial;
use crate::breaking::rules::{self, Rule};
use wireform_interpret::Input;

impl<'p> Comparison<'p> {
    /// Compares a field with its counterpart.
    pub(super) fn field(&mut self, fields: Pair<&'p Field>, at: &At<'p>) {
        let constants = fields.map(|field| field.constant.as_ref());
        match (constants.old, constants.new) {
            (Some(old), Some(new)) => {
                if old != new {
                    let change = Pair { old, new }.map(|it| format!("{:?}", it.words()));
                    self.report_change(&rules::CONSTANT_CHANGED, at, change);
                }
                return;
            }
            (None, Some(constant)) => {
                let finding = self.report_at(&rules::FIELD_BECAME_CONSTANT, at);
                finding.new = Some(format!("{:?}", constant.words()));
                return;
            }
            (Some(constant), None) => {
                let finding = self.report_at(&rules::CONSTANT_BECAME_FIELD, at);
                finding.old = Some(format!("{:?}", constant.words()));
                return;
            }
            (None, None) => {}
        }
        match at.side {
            Side::Request(_) => {
                self.rust_name_at(at, fields.map(|field| field.rust.as_str()));
                self.presence(fields, at);
                self.assumed(fields, at);
                self.meaning(fields, at);
                self.permissions(fields.map(|field| field.permissions.as_slice()), at);
                self.marks(fields, at);
            }
            Side::Response(_) => self.response_presence(fields, at),
        }
        let locations = fields.map(|field| field.location);
        if !locations.is_same() {
            let rule = at.by_side(&rules::LOCATION_CHANGED, &rules::RESPONSE_FIELD_PLACED);
            self.report_change(rule, at, locations.map(|it| location_name(it).to_owned()));
        }
        let clears_by_empty = |field: &Field| field.presence == Presence::Clearable(Clear::Empty);
        let takes_empty = !clears_by_empty(fields.old) && !clears_by_empty(fields.new);
        self.types(
            fields.map(|field| &field.ty),
            &self.typed(fields, at),
            takes_empty,
        );
    }

    /// Returns the place with the name of the type that both fields have, so that its change is reported once.
    fn typed(&self, fields: Pair<&'p Field>, at: &At<'p>) -> At<'p> {
        match (&fields.old.type_name, &fields.new.type_name) {
            (Some(old), Some(new)) if old == new => at.within(old),
            (Some(_) | None, Some(_) | None) => at.clone(),
        }
    }

    fn rust_name_at(&mut self, at: &At<'p>, names: Pair<&str>) {
        if !names.is_same() {
            // A field with another logical name is reported as renamed.
            let steps = at.steps.as_ref().map(|steps| steps.last().cloned());
            if steps.is_same() {
                self.report_change(&rules::RUST_NAME_CHANGED, at, names.map(str::to_owned));
            }
        }
    }

    fn presence(&mut self, fields: Pair<&'p Field>, at: &At<'p>) {
        let presence = fields.map(|field| field.presence);
        if presence.is_same() {
            return;
        }
        if self.clears_by_absence(presence, at) {
            let change = Pair {
                old: "Patch",
                new: "Option",
            };
            let change = match presence.new {
                Presence::Clearable(_) => change.swapped(),
                Presence::Required | Presence::Optional | Presence::Variant => change,
            };
            self.report_change(&rules::RUST_TYPE_CHANGED, at, change.map(str::to_owned));
            return;
        }
        match (presence.old, presence.new) {
            (Presence::Required, Presence::Required) | (Presence::Optional, Presence::Optional) => {
            }
            (Presence::Optional, Presence::Required) => {
                let witness = self.without(at, Version::Old);
                self.report_at(&rules::FIELD_BECAME_REQUIRED, at).witness = witness;
            }
            (Presence::Required, Presence::Optional) => {
                let witness = self.without(at, Version::New);
                self.report_at(&rules::FIELD_BECAME_OPTIONAL, at).witness = witness;
            }
            (Presence::Optional | Presence::Required, Presence::Clearable(clear)) => {
                if presence.old == Presence::Required {
                    let witness = self.without(at, Version::New);
                    self.report_at(&rules::FIELD_BECAME_OPTIONAL, at).witness = witness;
                }
                let witness = self.witness(at, Version::New, &[Input::Null]);
                let finding = self.report_at(&rules::FIELD_BECAME_CLEARABLE, at);
                finding.new = Some(format!("cleared by {}", clear_name(clear)));
                finding.witness = witness;
            }
            (Presence::Clearable(clear), Presence::Optional | Presence::Required) => {
                if presence.new == Presence::Required {
                    let witness = self.without(at, Version::Old);
                    self.report_at(&rules::FIELD_BECAME_REQUIRED, at).witness = witness;
                }
                let witness = self.witness(at, Version::Old, &[Input::Null]);
                let finding = self.report_at(&rules::FIELD_NO_LONGER_CLEARABLE, at);
                finding.old = Some(format!("cleared by {}", clear_name(clear)));
                finding.witness = witness;
            }
            (Presence::Clearable(old), Presence::Clearable(new)) => {
                let change = Pair { old, new }.map(|clear| clear_name(clear).to_owned());
                self.report_change(&rules::CLEAR_TOKEN_CHANGED, at, change);
            }
            // Fields of objects are not compared with variants of unions.
            (Presence::Variant, _) | (_, Presence::Variant) => {}
        }
    }

    /// Returns whether a field is cleared by a value in one version, and by its absence in the other, which replaces.
    fn clears_by_absence(&self, presence: Pair<Presence>, at: &At<'p>) -> bool {
        match (presence.old, presence.new) {
            (Presence::Clearable(_), Presence::Optional) => at.side.replaces(Version::New),
            (Presence::Optional, Presence::Clearable(_)) => at.side.replaces(Version::Old),
            (
                Presence::Required
                | Presence::Optional
                | Presence::Clearable(_)
                | Presence::Variant,
                _,
            ) => false,
        }
    }

    /// Returns the witness that one version describes a request or a response without the field, and the other does not.
    pub(super) fn without(&self, at: &At<'p>, by: Version) -> Option<Witness> {
        let (steps, trial) = (&at.steps, &Trial::Without);
        let (what, is_confirmed, otherwise) = match at.side {
            Side::Request(operations) => {
                let is_confirmed = self.probe.confirms(operations, steps, by, trial);
                ("request", is_confirmed, Proof::Unconfirmed)
            }
            Side::Response(cases) => {
                let is_confirmed = self.probe.confirms_response(cases, steps, by, trial);
                ("response", is_confirmed, Proof::Decided)
            }
        };
        Some(Witness {
            value: format!("a {what} without the field"),
            proof: match is_confirmed {
                true => Proof::Confirmed,
                false => otherwise,
            },
        })
    }

    fn response_presence(&mut self, fields: Pair<&'p Field>, at: &At<'p>) {
        let is_required = fields.map(|field| field.presence == Presence::Required);
        let (rule, by) = match (is_required.old, is_required.new) {
            (true, false) => (&rules::RESPONSE_FIELD_BECAME_OPTIONAL, Version::New),
            (false, true) => (&rules::RESPONSE_FIELD_BECAME_REQUIRED, Version::Old),
            (true, true) | (false, false) => return,
        };
        let witness = self.without(at, by);
        self.report_at(rule, at).witness = witness;
    }

    fn assumed(&mut self, fields: Pair<&'p Field>, at: &At<'p>) {
        let defaults = fields.map(|field| field.default.as_ref());
        let rule = match (defaults.old, defaults.new) {
            (Some(old), Some(new)) if old != new => &rules::DEFAULT_CHANGED,
            (None, Some(_)) => &rules::DEFAULT_ADDED,
            (Some(_), None) => &rules::DEFAULT_REMOVED,
            (Some(_), Some(_)) | (None, None) => return,
        };
        let finding = self.report_at(rule, at);
        (finding.old, finding.new) = (defaults.old.cloned(), defaults.new.cloned());
    }

    fn meaning(&mut self, fields: Pair<&'p Field>, at: &At<'p>) {
        let terms = fields.map(|field| field.means.as_ref());
        let rule = match (terms.old, terms.new) {
            (Some(old), Some(new)) if old != new => Some(&rules::MEANING_CHANGED),
            (None, Some(_)) => Some(&rules::MEANING_ADDED),
            (Some(_), None) => Some(&rules::MEANING_REMOVED),
            (Some(_), Some(_)) | (None, None) => None,
        };
        if let Some(rule) = rule {
            let finding = self.report_at(rule, at);
            (finding.old, finding.new) = (terms.old.cloned(), terms.new.cloned());
        }
        let steps = fields.map(|field| {
            let names: Vec<&str> = field.convert.iter().map(|step| step.name()).collect();
            names.join(", ")
        });
        // A field without a meaning is not converted.
        if !steps.is_same() && terms.old.is_some() && terms.new.is_some() {
            let say = |steps: String| match steps.is_empty() {
                true => "as it is".to_owned(),
                false => steps,
            };
            self.report_change(&rules::CONVERSION_CHANGED, at, steps.map(say));
        }
    }

    /// Compares the permissions that a request or a field needs.
    pub(super) fn permissions(&mut self, permissions: Pair<&[Permission]>, at: &At<'p>) {
        let mut only = |one: &[Permission], other: &[Permission], rule: &'static Rule| {
            for permission in one.iter().filter(|it| !other.contains(it)) {
                let unless = match permission.unless.is_empty() {
                    true => String::new(),
                    false => format!(" unless {}", permission.unless.join(", ")),
                };
                let text = Some(format!("{}{unless}", permission.name));
                let finding = self.report_at(rule, at);
                match rule.id == rules::PERMISSION_ADDED.id {
                    true => finding.new = text,
                    false => finding.old = text,
                }
            }
        };
        only(permissions.new, permissions.old, &rules::PERMISSION_ADDED);
        only(permissions.old, permissions.new, &rules::PERMISSION_REMOVED);
    }

    /// Compares marks that are there or not: deprecated, secret, stored.
    fn marks(&mut self, fields: Pair<&'p Field>, at: &At<'p>) {
        let marks: [(Pair<bool>, &'static Rule, &'static Rule); 3] = [
            (
                fields.map(|field| field.deprecated.is_some()),
                &rules::FIELD_DEPRECATED,
                &rules::FIELD_UNDEPRECATED,
            ),
            (
                fields.map(|field| field.secret),
                &rules::FIELD_BECAME_SECRET,
                &rules::FIELD_NO_LONGER_SECRET,
            ),
            (
                fields.map(|field| field.write_only),
                &rules::FIELD_NO_LONGER_STORED,
                &rules::FIELD_BECAME_STORED,
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
}

fn clear_name(clear: Clear) -> &'static str {
    match clear {
        Clear::Empty => "the empty text",
        Clear::Null => "null",
        Clear::EmptyList => "the empty list",
        Clear::AllItems(_) => "an empty text for each item",
    }
}

pub(super) fn location_name(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Body => "body",
    }
}
