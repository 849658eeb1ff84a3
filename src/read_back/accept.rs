//! Ratcheting: a value that was invalid before, and that an update does not change, does not block the update.

use super::{FromRead, NotRead, RequestValues};
use crate::check::{Check, RuleName};
use crate::{ApiRequest, Violations, Waivers};

/// A request that writes back a response `R`, or the [`FromRead`] that `from_read` returned, if the schema has `from_caller`. Only
/// generated types implement this trait.
///
/// # Examples
/// ```
/// use wireform::{ApiRequest, Policy, WritesBack};
///
/// /// Returns the policy of all updates.
/// fn policy_of<T: ApiRequest + WritesBack<R>, R>(read: &R) -> Policy<T> {
///     Policy::new().accept_unchanged(read)
/// }
/// ```
pub trait WritesBack<R> {
    /// Returns the values of the request that changes nothing; `None` if the response lacks one.
    #[doc(hidden)]
    fn __values_of(read: &R) -> Option<RequestValues>;
}

/// Returns the values of a request that was made from a response.
pub fn values_of<T: ApiRequest>(back: Result<FromRead<T>, NotRead>) -> Option<RequestValues> {
    let mut values = RequestValues::default();
    back.ok()?.request.__values(&mut values);
    Some(values)
}

/// Keeps the values that a request has from a response. `from_caller` has the fields whose values the caller gave.
///
/// # Errors
/// Returns the error that it gets.
pub fn keep_values<T: ApiRequest>(
    back: Result<FromRead<T>, NotRead>,
    from_caller: &[&str],
) -> Result<FromRead<T>, NotRead> {
    let mut back = back?;
    back.request.__values(&mut back.read);
    from_caller.iter().for_each(|name| back.read.forget(name));
    Ok(back)
}

/// Returns the values that a request had from a response, whatever the caller changed since.
pub fn values_read<T>(back: &FromRead<T>) -> RequestValues {
    back.read.clone()
}

/// What a request has at its paths, and which fields its rules read.
pub trait Comparable {
    /// Returns the values of the request.
    fn values(&self) -> RequestValues;

    /// Calls a function with the path of every field that a rule reads.
    fn each_field_of(&self, rule: &str, each: &mut dyn FnMut(&str));
}

/// Checks a request again, as often as that accepts further values that it does not change. `violations` has those of the
/// first check, which is `run`.
///
/// Each check waives what was accepted so far. So a value that is accepted is checked for what the wire cannot carry, which no
/// check reports beside another mistake, and the rules that read the value are decided.
#[cold]
pub fn accept_unchanged(
    waivers: &Waivers,
    request: &dyn Comparable,
    violations: &mut Violations,
    unchecked: &mut Vec<RuleName>,
    run: &mut dyn FnMut(&mut Check<'_>),
) {
    let Some(before) = waivers.before() else {
        return;
    };
    let now = request.values();
    let mut accepting = waivers.clone();
    loop {
        let mut is_more = false;
        for violation in violations.iter() {
            if let Some(rule) = violation.rule() {
                // A rule that reads no field is about facts, which the request does not keep.
                let (mut reads_any, mut is_same) = (false, true);
                request.each_field_of(rule, &mut |path| {
                    reads_any = true;
                    is_same &= now.is_same(before, path);
                });
                if reads_any && is_same && !accepting.rule(rule) {
                    accepting.waive_rule(rule.to_owned());
                    is_more = true;
                }
            } else if let Some(facet) = violation.code().facet() {
                let path = violation.path();
                is_more |= now.is_same(before, &path) && accepting.accept(&path, facet);
            }
        }
        if !is_more {
            return;
        }
        violations.clear();
        unchecked.clear();
        run(&mut Check::collect(violations, &accepting, unchecked));
    }
}
