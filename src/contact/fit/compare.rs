//! A fit against the contact as the provider has it: what a patch can leave out, what has to be cleared.
//!
//! In: the value that a field would be given, and the same of the contact as read. Out: what is left to send. What the
//! reading side does not return is never cleared, and never lost unseen.

use super::{Carrier, Fit};
use crate::contact::adjustment::Sent;
use crate::contact::data::Asked;
use crate::contact::diff::root;

impl<'f> Fit<'f> {
    /// Against the contact as read: what a patch can leave out, what has to be cleared, what would be lost.
    pub(super) fn compared<T: PartialEq>(
        &mut self,
        carrier: &Carrier<'_>,
        datum: Asked,
        value: Option<T>,
        before: (usize, usize),
        of_read: impl FnOnce(&mut Fit<'f>) -> Option<T>,
    ) -> Option<T> {
        let Some(read) = self.read else { return value };
        let path = datum.path().into_owned();
        let returned = read.returns(root(&path));
        let chosen = self.choices.left_out.contains(root(&path));
        let refused = self.refused_fields.contains(carrier.field);
        let mut quiet = Fit::new(read.contact(), self.choices, self.provider, self.whole);
        let had = of_read(&mut quiet);
        // What the provider has may be outside of the domain of a conversion, and is there all the same.
        let unseen = quiet.refused_fields.contains(carrier.field) || read.has_unread(&path);
        let has = returned && (had.is_some() || unseen);
        if value.is_none() && !refused && !chosen {
            if self.whole && !returned {
                let message = format!(
                    "is not returned when {} is read, and would be deleted by leaving it out",
                    self.provider
                );
                self.refuse(carrier, &path, "not_read", message);
            } else if has && (self.whole || carrier.clearable) {
                self.clear(carrier, path);
            } else if has && !carrier.required {
                let message = format!("cannot be removed at {}", self.provider);
                self.refuse(carrier, &path, "not_cleared", message);
            }
            return None;
        }
        if returned && had == value {
            if !self.whole && !carrier.required {
                self.result.adjustments.truncate(before.0);
                self.result.sent.truncate(before.1);
                return None;
            }
        } else if value.is_some() {
            self.result.changed = true;
        }
        value
    }
    /// Removes a datum: by a clear, or by leaving it out where that deletes.
    fn clear(&mut self, carrier: &Carrier<'_>, datum: String) {
        if carrier.clearable {
            self.clears.insert(carrier.field.to_owned());
        }
        self.result.changed = true;
        self.result.sent.push(Sent {
            path: carrier.field.to_owned(),
            datum: Some(datum),
            value: String::new(),
            clears: true,
        });
    }
}
