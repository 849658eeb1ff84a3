//! What an operation needs at the moment of sending.

use super::operation::Operation;
use super::provider::Plan;

impl Operation {
    /// Returns whether one of its authentication methods computes something at the moment of sending.
    #[must_use]
    pub fn is_signed(&self, plan: &Plan) -> bool {
        let mut auths = self.auths.iter();
        auths.any(|&auth| plan.auths[auth].is_signed())
    }

    /// Returns whether a caller of the generated Rust gives the moment of sending: it is signed, or sends the time or the nonce of
    /// an attempt.
    #[must_use]
    pub fn takes_moment(&self, plan: &Plan) -> bool {
        self.sends_moment || self.is_signed(plan)
    }
}
