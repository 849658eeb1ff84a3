//~ E0277: cannot be made from a contact
use crate::realtime_register::ContactInfo;
use wireform::contact::{Contact, FromContact, Mapping};

pub(crate) fn refused(contact: &Contact) {
    let _ = <ContactInfo<'static> as FromContact>::from_contact(contact, &Mapping::new());
}
