//! Resolves objects among parameters: the template of the names of their members.

use std::sync::Arc;

use super::super::diagnostics::MembersDiagnostic;
use super::super::resolver::FieldDraft;
use super::builder::{Builder, Owner};
use crate::pattern::Language;
use crate::pattern::automaton::{LimitExceeded, Window};
use crate::plan::{
    Automaton, FieldId, JsonContent, JsonList, JsonMember, JsonMembers, MapKeys, ParameterList,
    Presence, Source, TreeNode, Type,
};
use crate::source::Span;
use crate::syntax::{Text, Wire};

/// The placeholders of a template, which no name may contain.
const PLACEHOLDERS: [&str; 3] = ["$name", "$index", "$member"];

impl Builder<'_, '_> {
    /// Returns how a query string or a form writes an object, a list of objects or a map.
    pub(super) fn build_members(
        &self,
        draft: &FieldDraft<'_>,
        wire: Option<&Wire>,
        name: &str,
    ) -> Option<ParameterList> {
        if let Some(template) = self.template_outside(draft) {
            return Some(ParameterList::Flattened {
                template: template.value.clone(),
                taken: Vec::new(),
            });
        }
        // The template of entries is that of their values.
        let wire = wire.filter(|wire| wire.written.is_none())?;
        let template = wire.members.as_ref()?;
        if draft.field.ty.map().is_some() {
            return Some(ParameterList::Flattened {
                template: template.replace("$name", name),
                // The names of all parameters are known when the whole operation is resolved.
                taken: Vec::new(),
            });
        }
        Some(ParameterList::Members {
            template: match self.owner {
                Owner::Operation | Owner::Outside => template.replace("$name", name),
                Owner::Object => template.value.clone(),
            },
            first: wire.first.as_ref().map_or(1, |first| first.value),
        })
    }

    /// Returns the template of the names of a map's entries, if the map is a parameter of an operation.
    pub(super) fn template_outside<'d>(&self, draft: &FieldDraft<'d>) -> Option<&'d Text> {
        let is_map = self.owner == Owner::Outside && draft.field.ty.map().is_some();
        let wire = draft.node.wire.as_ref().filter(|_| is_map);
        wire.filter(|wire| wire.contains("$member"))
    }

    /// Reports mistakes in the template of a map that is a parameter of an operation. Returns whether there is one.
    pub(super) fn check_template_outside(&mut self, draft: &FieldDraft<'_>) -> bool {
        let Some(template) = self.template_outside(draft).filter(|_| !draft.poisoned) else {
            return false;
        };
        let found = match draft.field.ty.can_be_flattened() {
            true => template_fault(template, false),
            false => Some(MembersDiagnostic::MapOfObjects),
        };
        let is_wrong = found.is_some();
        self.diagnostics
            .0
            .extend(found.map(|found| found.at(template.span)));
        is_wrong
    }

    /// Reports mistakes in `members`, and keys that it excludes.
    pub(super) fn check_members(&mut self, draft: &FieldDraft<'_>, wire: &Wire) {
        let Some(template) = &wire.members else {
            return;
        };
        if draft.poisoned || self.entries_of(draft).is_some() {
            return;
        }
        let is_map = draft.field.ty.map().is_some();
        if self.format.is_json() {
            let found = match (is_map, &wire.at) {
                (false, _) => Some(MembersDiagnostic::MembersInJson),
                (true, Some(_)) => Some(MembersDiagnostic::MembersElsewhere),
                (true, None) if draft.field.presence == Presence::Variant => {
                    Some(MembersDiagnostic::MembersOfVariant)
                }
                (true, None) => None,
            };
            if let Some(found) = found {
                self.diagnostics.push(found.at(template.span));
                return;
            }
            let keys = [
                wire.written.as_ref().map(|key| (key.span, "as")),
                draft.node.clear.as_ref().map(|key| (key.span, "clear")),
            ];
            for (span, key) in keys.into_iter().flatten() {
                let found = MembersDiagnostic::KeyBesideMembers { key: key.into() };
                self.diagnostics.push(found.at(span));
            }
        } else if is_map {
            let is_top = self.owner == Owner::Operation && self.format.has_auth_parameters();
            let found = match (is_top, draft.field.ty.can_be_flattened()) {
                (false, _) => Some(MembersDiagnostic::MapInside),
                (true, false) => Some(MembersDiagnostic::MapOfObjects),
                (true, true) => None,
            };
            if let Some(found) = found {
                self.diagnostics.push(found.at(template.span));
                return;
            }
        } else if draft.field.ty.object_within().is_none() {
            let found = MembersDiagnostic::MembersOfScalar;
            self.diagnostics.push(found.at(template.span));
            return;
        }
        let is_list = draft.field.ty.list().is_some();
        let found = match template_fault(template, is_list) {
            Some(fault) => Some(fault.at(template.span)),
            None if draft.field.secret && !is_map => {
                Some(MembersDiagnostic::SecretMembers.at(template.span))
            }
            None => None,
        };
        self.diagnostics.0.extend(found);
        let keys = [
            wire.list.as_ref().map(|key| (key.span, "list")),
            wire.index.as_ref().map(|key| (key.span, "index")),
            wire.absent.as_ref().map(|key| (key.span, "absent")),
        ];
        for (span, key) in keys.into_iter().flatten() {
            let found = MembersDiagnostic::KeyBesideMembers { key: key.into() };
            self.diagnostics.push(found.at(span));
        }
    }

    /// Reports a name that contains a placeholder of a template.
    pub(super) fn check_placeholders(&mut self, name: &str, span: Span) {
        if PLACEHOLDERS.iter().any(|it| name.contains(it)) {
            let found = MembersDiagnostic::PlaceholderInName { name: name.into() };
            self.diagnostics.push(found.at(span));
        }
    }
}

impl Builder<'_, '_> {
    /// Returns how JSON writes the entries of a map as members of the object around it.
    pub(super) fn json_members(
        &self,
        draft: &FieldDraft<'_>,
        wire: Option<&Wire>,
        name: &str,
    ) -> Option<JsonMembers> {
        let template = wire?.members.as_ref()?;
        draft.field.ty.map()?;
        let template = template.replace("$name", name);
        let (before, after) = template.split_once("$member")?;
        Some(JsonMembers {
            before: before.to_owned(),
            after: after.to_owned(),
            // The names of all members are known when the whole object is resolved.
            taken: Vec::new(),
            keys: None,
        })
    }

    /// Completes the maps whose entries are members of a JSON object: the names that they cannot have, and their keys if there are
    /// several.
    pub(in super::super) fn settle_members(&mut self, nodes: &mut [JsonMember]) {
        let names = nodes.iter().filter_map(TreeNode::own_name);
        let taken: Vec<String> = names.map(str::to_owned).collect();
        let mut maps: Vec<(FieldId, &mut JsonMembers)> = Vec::new();
        for node in nodes {
            match &mut node.content {
                JsonContent::Group(group) => self.settle_members(&mut group.children),
                JsonContent::Document(document) => {
                    self.settle_members(&mut document.group.children);
                }
                JsonContent::Value(Source::Field(wire)) => {
                    if let Some(JsonList::Members(members)) = &mut wire.list {
                        members.taken.clone_from(&taken);
                        maps.push((wire.field, members));
                    }
                }
                JsonContent::Value(Source::Credential(_) | Source::Constant { .. }) => {}
            }
        }
        for at in 1..maps.len() {
            let (before, rest) = maps.split_at_mut(at);
            let Some((field, members)) = rest.first_mut() else {
                return;
            };
            for (other, others) in before {
                if !are_apart(others, members)
                    && let Some(found) = self.tell_apart((*other, others), (*field, members))
                {
                    self.diagnostics.push(found.at(self.drafts[*field].span));
                }
            }
        }
    }

    /// Gives two maps the keys by which they are told apart. Returns what prevents it.
    fn tell_apart(
        &self,
        (other, others): (FieldId, &mut JsonMembers),
        (field, members): (FieldId, &mut JsonMembers),
    ) -> Option<MembersDiagnostic> {
        let name = || self.drafts[other].field.name.as_str().into();
        if (&others.before, &others.after) != (&members.before, &members.after) {
            return Some(MembersDiagnostic::TemplatesDiffer { name: name() });
        }
        let found = self.keys_of(other).and_then(|known| {
            let keys = self.keys_of(field)?;
            let shared = keys.and(&known)?.shortest(Window::ANY)?;
            others.keys = Some(Arc::new(known));
            members.keys = Some(Arc::new(keys));
            Ok(shared)
        });
        match found {
            Ok(None) => None,
            Ok(Some(key)) => Some(MembersDiagnostic::SharedKeys {
                name: name(),
                key: key.as_str().into(),
            }),
            Err(limit) => Some(MembersDiagnostic::KeysTooLarge {
                name: name(),
                limit,
            }),
        }
    }

    /// Returns the keys that a map can have, of any length.
    fn keys_of(&self, field: FieldId) -> Result<Automaton, LimitExceeded> {
        let ty = self.drafts.get(field).map(|draft| &draft.field.ty);
        let language = match ty.and_then(Type::map).map(|map| &map.keys) {
            Some(MapKeys::Text(facets)) => Language::of(facets),
            Some(MapKeys::Enum(id)) => {
                let values = self.enums.get(*id).into_iter().flat_map(|it| &it.values);
                Language::of_values(values.map(|value| value.value.as_str()))
            }
            None => return Ok(Automaton::none()),
        };
        Ok(language?.set)
    }
}

/// Returns whether no name is made by both of two templates, whatever their keys are.
fn are_apart(one: &JsonMembers, other: &JsonMembers) -> bool {
    let (first, second) = (&one.before, &other.before);
    let same_start = first.starts_with(second.as_str()) || second.starts_with(first.as_str());
    let (first, second) = (&one.after, &other.after);
    let same_end = first.ends_with(second.as_str()) || second.ends_with(first.as_str());
    !same_start || !same_end
}

/// Returns the mistake in a template, if it has one.
pub(super) fn template_fault(template: &Text, is_list: bool) -> Option<MembersDiagnostic> {
    let count = |placeholder: &str| template.matches(placeholder).count();
    // A letter behind a placeholder makes another name of it, such as `$members`.
    let is_known = |behind: &str| {
        let rest = PLACEHOLDERS
            .iter()
            .find_map(|it| behind.strip_prefix(&it[1..]));
        rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_lowercase()))
    };
    if count("$member") != 1 || !template.split('$').skip(1).all(is_known) {
        return Some(MembersDiagnostic::MembersTemplate);
    }
    match (is_list, count("$index")) {
        (true, 1) | (false, 0) => None,
        (true, _) => Some(MembersDiagnostic::MembersOfList),
        (false, _) => Some(MembersDiagnostic::IndexOfObject),
    }
}
