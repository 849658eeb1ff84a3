//! Leaves out of the objects in requests the members that only the provider sets.
//!
//! An object type that has such members becomes two objects: responses have all members, and requests those that are sent. Both
//! have the same names, because the Rust types of responses are in a module of their own.

use super::diagnostics::ContactDiagnostic;
use super::resolver::{FieldDrafts, ObjectDraft, Resolver};
use crate::plan::{ObjectId, Type};
use crate::syntax::Text;

impl<'a> Resolver<'a> {
    /// Replaces the objects in the fields of a request by those that requests send.
    pub(super) fn take_sendable(&mut self, drafts: &mut FieldDrafts<'a>) {
        for draft in drafts.iter_mut() {
            if let Some(object) = draft.field.ty.object_within() {
                let sent = self.sendable(object);
                self.replace_object(&mut draft.field.ty, sent);
            }
        }
        let objects = self.objects_within(drafts);
        let unsent = objects.iter().flat_map(|it| &self.objects[*it].unsent);
        self.left_out.extend(unsent.cloned());
    }

    /// Replaces the object that values of a type contain.
    fn replace_object(&self, ty: &mut Type, sent: ObjectId) {
        let fields = &self.objects[sent].fields;
        let member = |name: &str| {
            let mut all = fields.iter_ids();
            all.find_map(|(id, draft)| (draft.field.name == name).then_some(id))
        };
        ty.set_object_within(sent, &member);
    }

    /// Returns the object that requests send in place of an object: the object itself if it has no members of this kind.
    fn sendable(&mut self, object: ObjectId) -> ObjectId {
        if let Some(sent) = self.sendable.get(&object) {
            return *sent;
        }
        let members = self.objects[object].fields.clone();
        let mut unsent = Vec::new();
        let mut fields = FieldDrafts::new();
        let mut is_other = false;
        for mut member in members {
            if member.field.access.is_read_only() {
                let span = super::access::access_span(&member);
                unsent.push(Text::new(member.field.name, span));
                continue;
            }
            if let Some(inner) = member.field.ty.object_within() {
                let sent = self.sendable(inner);
                is_other |= sent != inner;
                self.replace_object(&mut member.field.ty, sent);
            }
            fields.push(member);
        }
        let sent = match unsent.first() {
            Some(first) if fields.is_empty() => {
                let name = first.as_str().into();
                self.report(ContactDiagnostic::OnlyReadOnlyMembers { name }.at(first.span));
                object
            }
            None if !is_other => object,
            Some(_) | None => {
                let own = &mut self.objects[object];
                let sent = ObjectDraft {
                    // Only requests are checked by rules.
                    stated_rules: own.stated_rules.take(),
                    fields,
                    unsent,
                    ..own.clone()
                };
                self.objects.push(sent)
            }
        };
        self.sendable.insert(object, sent);
        self.sendable.insert(sent, sent);
        sent
    }
}
