//~ E0308: mismatched types
use crate::realtime_register::ContactUpdate;

pub(crate) fn refused() {
    let mut update = ContactUpdate::new("acme", "jane-doe");
    // The provider has no spelling for a city that is cleared.
    update.city = wireform::Patch::Clear;
}
