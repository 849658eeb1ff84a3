//! Fits the objects of a request.
//!
//! An object is sent if a member has a value. Some refusals count only if the object is sent, so they are kept until this
//! is known. A list of objects gets one item. A patch sends an object as a whole or not at all, unless the type of the object
//! says that a patch keeps the members that are left out.

use super::{Carrier, Fit};
use crate::Code;
use crate::contact::adjustment::{Removal, Sent};
use crate::contact::{Refusal, RefusalCode};

/// The state of an object while its members are fitted. The request itself has a frame, too.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// Whether this is an object of the request, and not the request itself.
    pub(super) is_object: bool,
    /// Whether the provider keeps the members that are left out.
    keeps_members: bool,
    /// Whether a member has a value, or a datum that cannot be sent.
    filled: bool,
    /// Whether a member is cleared.
    cleared: bool,
    /// Whether a member differs from the contact as read. Without a contact as read, every value differs.
    differs: bool,
    /// The refusals that count only if the object is sent.
    pending: Vec<Refusal>,
    /// The members that the record asks to remove, and that the provider cannot clear one by one.
    removed: Vec<Refusal>,
    /// Whether the provider may have an unknown value in a member that the record does not mention. Clearing the whole
    /// object could delete that value.
    has_unknown: bool,
    /// The members that sending the object would delete, because it leaves them out.
    omissions: Vec<Omission>,
}

/// A stored field without a value, in an operation that deletes or may delete what is left out.
#[derive(Debug)]
pub(super) enum Omission {
    /// The caller agreed to the deletion.
    Agreed(Sent),
    /// The caller did not agree.
    Refused(Refusal),
}

impl<'f> Fit<'f> {
    /// Fits the members of an optional object, or of the only item of a list. Returns `None` if no member has a value, or if
    /// the caller leaves the object out by its path.
    ///
    /// If a required list would be empty and a member is required, its item is returned nevertheless, so that the refusals
    /// name that member.
    pub fn object<T>(
        &mut self,
        carrier: &Carrier<'_>,
        inside: impl FnOnce(&mut Fit<'f>) -> T,
    ) -> Option<T> {
        if self.choices.left_out.contains(carrier.key()) {
            self.account_for_missing(carrier, None);
            self.list_left_out_object(carrier, inside);
            return None;
        }
        let before = self.mark();
        let (value, frame) = self.enter(carrier, inside);
        let clears_members = frame.has_unknown || (frame.cleared && frame.removed.is_empty());
        let clears_whole = carrier.clearable && !clears_members;
        let is_sent = frame.filled
            || (frame.cleared && !clears_whole)
            || (carrier.required && !frame.pending.is_empty());
        if !is_sent {
            self.omit_object(carrier, frame);
            return None;
        }
        let is_same = self.read.is_some() && !frame.differs && !carrier.required;
        if is_same && self.is_patch() && !self.sends_whole() {
            self.rewind(before);
            self.drop_pending(&frame.pending);
            self.refuse_if_sent(frame.removed);
            return None;
        }
        self.merge_sent_object(frame);
        Some(value)
    }

    /// Fits the members of an object that the request always has.
    pub fn required_object<T>(
        &mut self,
        carrier: &Carrier<'_>,
        inside: impl FnOnce(&mut Fit<'f>) -> T,
    ) -> T {
        let (value, frame) = self.enter(carrier, inside);
        self.merge_sent_object(frame);
        value
    }

    /// Fits the members of an object in a frame of its own.
    fn enter<T>(
        &mut self,
        carrier: &Carrier<'_>,
        inside: impl FnOnce(&mut Fit<'f>) -> T,
    ) -> (T, Frame) {
        let frame = Frame {
            is_object: true,
            keeps_members: carrier.patched && self.is_patch() && !self.sends_whole(),
            ..Frame::default()
        };
        let outer = std::mem::replace(&mut self.frame, frame);
        if self.read.is_some() {
            self.protect(carrier);
        }
        let value = inside(self);
        (value, std::mem::replace(&mut self.frame, outer))
    }

    /// Adds the frame of an object that is sent to the frame around it.
    fn merge_sent_object(&mut self, frame: Frame) {
        self.frame.filled |= frame.filled;
        self.frame.cleared |= frame.cleared;
        self.frame.differs |= frame.differs;
        let missing = |removed: &Refusal| frame.pending.iter().any(|it| it.path == removed.path);
        let removed = frame.removed.iter().filter(|it| !missing(it));
        let removed: Vec<Refusal> = removed.cloned().collect();
        self.refuse_if_sent(frame.pending);
        self.refuse_if_sent(removed);
        for omission in frame.omissions {
            self.omit(omission);
        }
    }

    /// Accounts for a field that is deleted by leaving it out: immediately, or once the object around it is sent.
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

    /// Accounts for an object without a value: it is left out, or cleared as a whole.
    fn omit_object(&mut self, carrier: &Carrier<'_>, frame: Frame) {
        self.drop_pending(&frame.pending);
        let loses_members = frame.cleared || !frame.removed.is_empty();
        if !carrier.clearable || frame.has_unknown || !loses_members {
            self.refuse_if_sent(frame.removed);
            // The whole object may be deleted, including values that were not read.
            if frame.has_unknown || !frame.omissions.is_empty() {
                self.account_for_missing(carrier, None);
            }
            return;
        }
        let members = format!("{}.", carrier.field);
        self.clears.retain(|field| !field.starts_with(&members));
        self.clears.insert(carrier.field.to_owned());
        self.result.changed = true;
        self.note_difference();
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
        self.refuse_if_sent(unseen);
    }

    /// Returns whether the request is a patch, which keeps what is left out.
    pub(super) fn is_patch(&self) -> bool {
        !self.update.may_delete()
    }

    /// Returns whether leaving out a member of the current object deletes it, or may delete it.
    pub(super) fn is_whole_here(&self) -> bool {
        self.update.may_delete() || self.sends_whole()
    }

    /// Returns whether the current object is sent as a whole, so that leaving out a member deletes it.
    pub(super) fn sends_whole(&self) -> bool {
        self.frame.is_object && !self.frame.keeps_members
    }

    /// Records that a member of the current object has a value, or a datum that cannot be sent.
    pub(super) fn note_value(&mut self) {
        self.frame.filled = true;
        if self.read.is_none() {
            self.note_difference();
        }
    }

    /// Records that the provider may have an unknown value in a member of the current object.
    pub(super) fn note_unknown(&mut self) {
        self.frame.has_unknown |= self.read.is_none();
    }

    /// Records that a member of the current object is cleared.
    pub(super) fn note_clear(&mut self) {
        self.frame.cleared = true;
        self.note_difference();
    }

    /// Records that a member of the current object differs from the contact as read.
    pub(super) fn note_difference(&mut self) {
        self.frame.differs = true;
    }

    /// Records that the record asks to remove a member of the current object that the provider cannot clear by itself.
    pub(super) fn note_removal(&mut self, refusal: Refusal) {
        self.frame.removed.push(refusal);
    }

    /// Adds refusals that count only if the current object is sent.
    pub(super) fn refuse_if_sent(&mut self, refusals: Vec<Refusal>) {
        if self.frame.is_object {
            self.frame.pending.extend(refusals);
            return;
        }
        for refusal in refusals {
            // A telephone number that two fields send is refused only once.
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

    /// Drops the refusals of an object that is not sent.
    fn drop_pending(&mut self, pending: &[Refusal]) {
        for refusal in pending {
            if let Some(path) = &refusal.path {
                self.refused_fields.remove(path);
            }
        }
    }
}
