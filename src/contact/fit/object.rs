//! Objects inside of a request: whether one is sent, and what is refused only if it is.
//!
//! In: the carrier of an object, or of a list of objects, and a function that asks for its members. Out: the object, or
//! nothing if no member has a value. A list of objects gets one item. A patch sends an object whole or not at all, because
//! no schema says what leaving a member out of an object does.

use super::{Carrier, Fit};
use crate::Code;
use crate::contact::adjustment::{Removal, Sent};
use crate::contact::{Refusal, RefusalCode};

/// What is known of an object while its members are asked for. The request itself has one, too.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// Whether it is an object inside of the request.
    pub(super) is_object: bool,
    /// Whether a member has a value, or a datum that cannot be sent.
    filled: bool,
    /// Whether a member is cleared.
    cleared: bool,
    /// Whether a member differs from the contact as read; whatever has a value does without one.
    differs: bool,
    /// What is refused only if the object is sent.
    pending: Vec<Refusal>,
    /// The members that the record asks to remove, and that the provider cannot clear by themselves.
    removed: Vec<Refusal>,
    /// Whether nobody knows what the provider has in a member that the record does not mention: clearing the object as a
    /// whole could delete it.
    silent: bool,
    /// The members that would be deleted by leaving them out of the object, if it is sent.
    omissions: Vec<Omission>,
}

/// A stored field without a value, in an operation that deletes what is left out, or may do so.
#[derive(Debug)]
pub(super) enum Omission {
    /// The caller agreed to the deletion.
    Agreed(Sent),
    /// Nobody agreed.
    Refused(Refusal),
}

impl<'f> Fit<'f> {
    /// Asks for the members of an optional object, or of the only item of a list. Returns nothing if none has a value.
    /// If a required list would be empty, its item is returned nevertheless where a member is required, so that the
    /// refusals name that member.
    /// An object that the caller leaves out by its path is not sent.
    pub fn object<T>(
        &mut self,
        carrier: &Carrier<'_>,
        inside: impl FnOnce(&mut Fit<'f>) -> T,
    ) -> Option<T> {
        if self.choices.left_out.contains(carrier.key()) {
            self.unsaid(carrier, None);
            self.left_object(carrier, inside);
            return None;
        }
        let before = self.mark();
        let (value, frame) = self.enter(carrier, inside);
        let clears_members = frame.silent || (frame.cleared && frame.removed.is_empty());
        let clears_whole = carrier.clearable && !clears_members;
        let is_sent = frame.filled
            || (frame.cleared && !clears_whole)
            || (carrier.required && !frame.pending.is_empty());
        if !is_sent {
            self.leave_out(carrier, frame);
            return None;
        }
        let is_same = self.read.is_some() && !frame.differs && !carrier.required;
        if is_same && self.is_patch() && !self.frame.is_object {
            self.back_to(before);
            self.forget(&frame.pending);
            self.pass_on(frame.removed);
            return None;
        }
        self.send(frame);
        Some(value)
    }

    /// Asks for the members of an object that the request always has.
    pub fn required_object<T>(
        &mut self,
        carrier: &Carrier<'_>,
        inside: impl FnOnce(&mut Fit<'f>) -> T,
    ) -> T {
        let (value, frame) = self.enter(carrier, inside);
        self.send(frame);
        value
    }

    fn enter<T>(
        &mut self,
        carrier: &Carrier<'_>,
        inside: impl FnOnce(&mut Fit<'f>) -> T,
    ) -> (T, Frame) {
        let frame = Frame {
            is_object: true,
            ..Frame::default()
        };
        let outer = std::mem::replace(&mut self.frame, frame);
        if self.read.is_some() {
            self.untold(carrier);
        }
        let value = inside(self);
        (value, std::mem::replace(&mut self.frame, outer))
    }

    /// Accounts for an object that is sent.
    fn send(&mut self, frame: Frame) {
        self.frame.filled |= frame.filled;
        self.frame.cleared |= frame.cleared;
        self.frame.differs |= frame.differs;
        let missing = |removed: &Refusal| frame.pending.iter().any(|it| it.path == removed.path);
        let removed = frame.removed.iter().filter(|it| !missing(it));
        let removed: Vec<Refusal> = removed.cloned().collect();
        self.pass_on(frame.pending);
        self.pass_on(removed);
        for omission in frame.omissions {
            self.omit(omission);
        }
    }

    /// Accounts for a field that is deleted by leaving it out: at once, or if the object around it is sent.
    pub(super) fn omit(&mut self, omission: Omission) {
        if self.frame.is_object {
            self.frame.omissions.push(omission);
            return;
        }
        match omission {
            Omission::Agreed(removed) => self.result.sent.push(removed),
            Omission::Refused(refusal) => self.result.refusals.0.push(refusal),
        }
    }

    /// Accounts for an object none of whose members has a value: it is left out, or cleared as a whole.
    fn leave_out(&mut self, carrier: &Carrier<'_>, frame: Frame) {
        self.forget(&frame.pending);
        let loses_members = frame.cleared || !frame.removed.is_empty();
        if !carrier.clearable || frame.silent || !loses_members {
            self.pass_on(frame.removed);
            // The object goes as a whole, with what nobody has seen of it.
            if frame.silent || !frame.omissions.is_empty() {
                self.unsaid(carrier, None);
            }
            return;
        }
        let members = format!("{}.", carrier.field);
        self.clears.retain(|field| !field.starts_with(&members));
        self.clears.insert(carrier.field.to_owned());
        self.result.changed = true;
        self.differs();
        self.frame.cleared = true;
        for removed in frame.removed {
            self.result.sent.push(Sent {
                path: removed.path.unwrap_or_default(),
                datum: removed.datum,
                value: String::new(),
                removal: Some(Removal::Cleared),
                secret: carrier.secret,
            });
        }
        let unseen = frame
            .pending
            .into_iter()
            .filter(|it| it.code == RefusalCode::NotRead);
        let unseen = unseen.collect();
        self.pass_on(unseen);
    }

    /// Whether the request is a patch: what is left out of it stays.
    pub(super) fn is_patch(&self) -> bool {
        !self.update.may_delete()
    }

    /// Whether what is left out here is deleted, or may be.
    pub(super) fn is_whole_here(&self) -> bool {
        self.update.may_delete() || self.frame.is_object
    }

    /// Notes that a member of the object at hand has a value, or a datum that cannot be sent.
    pub(super) fn filled(&mut self) {
        self.frame.filled = true;
        if self.read.is_none() {
            self.differs();
        }
    }

    /// Notes that nobody knows what the provider has in a member of the object at hand.
    pub(super) fn silent(&mut self) {
        self.frame.silent |= self.read.is_none();
    }

    /// Notes that a member of the object at hand is cleared.
    pub(super) fn cleared(&mut self) {
        self.frame.cleared = true;
        self.differs();
    }

    /// Notes that a member of the object at hand differs from the contact as read.
    pub(super) fn differs(&mut self) {
        self.frame.differs = true;
    }

    /// Notes that a member of the object at hand is to be removed, for which the provider has no clear of its own.
    pub(super) fn removed(&mut self, refusal: Refusal) {
        self.frame.removed.push(refusal);
    }

    /// Refuses, but only if the object at hand is sent.
    pub(super) fn pass_on(&mut self, refusals: Vec<Refusal>) {
        if self.frame.is_object {
            self.frame.pending.extend(refusals);
            return;
        }
        for refusal in refusals {
            // A number in two fields is missing once.
            let again = refusal.code == RefusalCode::Violation(Code::Required)
                && refusal
                    .datum
                    .as_ref()
                    .is_some_and(|datum| !self.refused.insert(datum.clone()));
            if !again {
                self.result.refusals.0.push(refusal);
            }
        }
    }

    /// Takes back what would have been refused in an object that is not sent.
    fn forget(&mut self, pending: &[Refusal]) {
        for refusal in pending {
            if let Some(path) = &refusal.path {
                self.refused_fields.remove(path);
            }
        }
    }
}
