//~ E0624: associated function `new` is private
use crate::realtime_register::ContactUpdate;

pub(crate) fn refused() {
    let _ = wireform::__rt::Token::<ContactUpdate<'_>>::new(true);
}
