//! Resolves `access`: which fields an operation sends, and the rules about members of objects that it does not send.
//!
//! An operation leaves out a field that it takes over from a type or from another operation and does not send. An object is one
//! type for all operations, so it keeps its members. An operation that does not send one of them, or sends it only unchanged, has
//! a rule that says so.

use super::current_operation::CurrentOperation;
use super::diagnostics::{AccessDiagnostic, ContactDiagnostic, UpdateDiagnostic};
use super::identifiers::{Role, ident};
use super::resolver::{FieldDraft, FieldDrafts, Resolver};
use crate::draft::RuleDeclaration;
use crate::plan::{
    About, Access, Condition, Effect, FieldPath, ObjectId, PathStep, Phase, Presence, Rule, Type,
    Update,
};
use crate::source::Span;
use crate::syntax::{Node, Text};

/// The first part of the names of derived rules.
const PREFIX: &str = "access";

/// A member of an object, or a field of an operation, that may need a rule.
#[derive(Clone, Default)]
struct Place {
    /// The path of what contains it.
    path: FieldPath,
    /// The names of the fields on the path.
    names: Vec<String>,
    /// The lists on the path, the outermost first.
    lists: Vec<FieldPath>,
    /// Whether a rule cannot lead to it, because it is in a map, or in a list of lists.
    is_out_of_reach: bool,
}

impl<'a> Resolver<'a> {
    /// Resolves when a field is sent.
    pub(super) fn resolve_access(&mut self, node: &Node) -> Access {
        let read_only = node.read_only.as_ref();
        if let (Some(access), Some(read_only)) = (&node.access, read_only) {
            let access = access.span;
            self.report(AccessDiagnostic::BesideReadOnly { access }.at(read_only.span));
        }
        match (&node.access, read_only.is_some_and(|it| it.value)) {
            (Some(access), _) => access.value.into(),
            (None, true) => Access::Read,
            (None, false) => Access::All,
        }
    }

    /// Reports `update` of a type without members.
    pub(super) fn check_object_update(&mut self, node: &Node) {
        let update = node.update.as_ref().filter(|_| node.fields.is_none());
        if let Some(update) = update {
            self.report(UpdateDiagnostic::UpdateWithoutFields.at(update.span));
        }
    }

    /// Replaces an object in `unchanged` by its members, if a patch keeps those that are left out.
    pub(super) fn expand_unchanged(&self, rules: &mut [Rule], current: &CurrentOperation<'a>) {
        if current.update != Update::Patch {
            return;
        }
        for effect in rules.iter_mut().flat_map(|rule| &mut rule.effects) {
            if let Some(paths) = effect.unchanged_mut() {
                let mut all = Vec::new();
                for path in paths.iter() {
                    self.add_kept(path, &current.drafts, &mut all);
                }
                *paths = all;
            }
        }
    }

    fn add_kept(&self, path: &FieldPath, drafts: &FieldDrafts<'a>, all: &mut Vec<FieldPath>) {
        let mut members = Some(drafts);
        for step in &path.0 {
            let object = match step {
                PathStep::Field(id) => members.and_then(|it| it[*id].field.ty.object()),
                PathStep::Entry(_) => None,
            };
            let object = object.map(|object| &self.objects[object]);
            members = object
                .filter(|it| it.update.is_patch())
                .map(|it| &it.fields);
        }
        let Some(members) = members else {
            all.push(path.clone());
            return;
        };
        for (id, member) in members.iter_ids() {
            if member.field.constant.is_none() {
                self.add_kept(&path.then(FieldPath::of(id)), drafts, all);
            }
        }
    }

    /// Leaves out the fields that an operation takes over and does not send.
    pub(super) fn leave_out_unsent(
        &mut self,
        phase: Phase,
        taken: Vec<FieldDraft<'a>>,
    ) -> Vec<FieldDraft<'a>> {
        let (sent, unsent): (Vec<_>, Vec<_>) = taken
            .into_iter()
            .partition(|draft| draft.field.access.is_sent_in(phase));
        self.left_out.extend(
            unsent
                .iter()
                .map(|draft| Text::new(draft.field.name.clone(), access_span(draft))),
        );
        sent
    }

    /// Reports an own field of an operation that the operation cannot send.
    pub(super) fn check_own_access(&mut self, phase: Phase, draft: &FieldDraft<'_>) {
        let field = &draft.field;
        if field.access.is_sent_in(phase) {
            return;
        }
        let name = field.name.as_str().into();
        let found = match field.access {
            Access::Read => ContactDiagnostic::ReadOnlyInRequest { name }.at(access_span(draft)),
            Access::Create => AccessDiagnostic::CreateInUpdate { name }.at(access_span(draft)),
            Access::Update | Access::All | Access::Immutable => {
                AccessDiagnostic::UpdateInCreation { name }.at(access_span(draft))
            }
        };
        self.report(found);
    }

    /// Returns the rules about the fields and members that an operation does not send, or sends only unchanged.
    pub(super) fn derive_access_rules(
        &mut self,
        current: &CurrentOperation<'a>,
    ) -> Vec<RuleDeclaration> {
        let mut rules = Vec::new();
        match current.phase {
            Phase::Other => {}
            Phase::Create | Phase::Update => {
                self.add_access_rules(current, &current.drafts, &Place::default(), &mut rules);
            }
        }
        rules
    }

    fn add_access_rules(
        &mut self,
        current: &CurrentOperation<'a>,
        drafts: &FieldDrafts<'a>,
        around: &Place,
        rules: &mut Vec<RuleDeclaration>,
    ) {
        for (id, draft) in drafts.iter_ids() {
            let mut place = around.clone();
            place.path = around.path.then(FieldPath::of(id));
            place.names.push(draft.field.name.clone());
            let effect = match (draft.field.access, current.phase) {
                (Access::Create, Phase::Update) | (Access::Update, Phase::Create) => {
                    self.unsent(current, draft, &place)
                }
                (Access::Immutable, Phase::Update) => self.unchanging(draft, &place),
                (Access::All | Access::Read, _)
                | (Access::Create | Access::Update | Access::Immutable, _) => None,
            };
            if let Some(effect) = effect {
                rules.push(RuleDeclaration {
                    span: draft.span,
                    rule: access_rule(draft.field.access, effect, &place),
                    is_reported: false,
                });
                continue;
            }
            let Some(object) = enter(&draft.field.ty, &mut place) else {
                continue;
            };
            let members = self.objects[object].fields.clone();
            self.add_access_rules(current, &members, &place, rules);
        }
    }

    /// Returns the effect that the operation does not send a member, or reports a member that it cannot leave out. The operation
    /// has no such field of its own.
    fn unsent(
        &mut self,
        current: &CurrentOperation<'a>,
        draft: &FieldDraft<'a>,
        place: &Place,
    ) -> Option<Effect> {
        if place.path.0.len() == 1 {
            return None;
        }
        let operation = current.name.span;
        let name = || draft.field.name.as_str().into();
        if draft.field.presence == Presence::Required {
            let found = AccessDiagnostic::RequiredMember {
                name: name(),
                operation,
            };
            self.report(found.at(access_span(draft)));
            return None;
        }
        if place.is_out_of_reach {
            let found = AccessDiagnostic::OutOfReach {
                name: name(),
                operation,
            };
            self.report(found.at(access_span(draft)));
            return None;
        }
        let effect = Effect::Forbidden(vec![place.path.clone()]);
        let lists = place.lists.iter().rev();
        Some(lists.fold(effect, |inner, list| {
            Effect::EachItem(list.clone(), vec![inner])
        }))
    }

    /// Returns the effect that an update does not change a field or a member, or reports one that cannot be compared.
    fn unchanging(&mut self, draft: &FieldDraft<'a>, place: &Place) -> Option<Effect> {
        if draft.field.constant.is_some() {
            return None;
        }
        if place.is_out_of_reach || !place.lists.is_empty() {
            let name = draft.field.name.as_str().into();
            self.report(AccessDiagnostic::ImmutableItem { name }.at(access_span(draft)));
            return None;
        }
        Some(Effect::Unchanged(vec![place.path.clone()]))
    }
}

/// Goes on to the members of a field, and returns the object that has them.
fn enter(ty: &Type, place: &mut Place) -> Option<ObjectId> {
    let list = ty.list();
    let direct = ty.object();
    let in_list = list.and_then(|list| list.item.object());
    if in_list.is_some() {
        place.lists.push(place.path.clone());
    }
    let reached = direct.or(in_list);
    place.is_out_of_reach |= reached.is_none();
    reached.or(ty.object_within())
}

/// Returns the rule with an effect about a member.
fn access_rule(access: Access, effect: Effect, place: &Place) -> Rule {
    let dotted = place.names.join(".");
    let fact = match access {
        Access::Create => "is set at creation only",
        Access::Update => "is set by updates only",
        Access::All | Access::Read | Access::Immutable => "never changes after creation",
    };
    let about = match &effect {
        Effect::Unchanged(_) => About::Result,
        Effect::Required(_)
        | Effect::Forbidden(_)
        | Effect::AtLeastOne(_)
        | Effect::ExactlyOne(_)
        | Effect::AtMostOne(_)
        | Effect::AllOrNone(_)
        | Effect::Count(..)
        | Effect::Compare(..)
        | Effect::EachItem(..)
        | Effect::Matches(..)
        | Effect::Within(..)
        | Effect::LimitedTo(..)
        | Effect::Refuse => About::Request,
    };
    let name = format!("{PREFIX}.{dotted}");
    let constant = ident(&name.replace('.', "_"), Role::Constant);
    Rule {
        constant_name: constant.map_or_else(|| name.to_uppercase(), |it| it.rust),
        name,
        about,
        when: Condition::All(Vec::new()),
        path: super::rules::sole_path(std::slice::from_ref(&effect)),
        effects: vec![effect],
        empty_is_value: true,
        says: format!("`{dotted}` {fact}."),
        description: None,
        page: None,
    }
}

/// Returns the place that states when a field is sent.
pub(super) fn access_span(draft: &FieldDraft<'_>) -> Span {
    let access = draft.node.access.as_ref().map(|it| it.span);
    let read_only = draft.node.read_only.as_ref().map(|it| it.span);
    access.or(read_only).unwrap_or(draft.span)
}
