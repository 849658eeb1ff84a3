//! Spans and events for `tracing`. Without the feature, nothing of it is compiled.

#[cfg(feature = "tracing")]
pub(crate) use on::{Span, attempt};

#[cfg(not(feature = "tracing"))]
pub(crate) use off::{Span, attempt};

#[cfg(feature = "tracing")]
mod on {
    use crate::{Attempt, SendError};
    use std::future::Future;
    use tracing::Instrument as _;
    use tracing::field::Empty;
    use wireform::response::{State, Success};

    /// The span of a call.
    pub(crate) struct Span(tracing::Span);

    impl Span {
        pub(crate) fn new(provider: &'static str, operation: &'static str) -> Self {
            Span(tracing::info_span!(
                "call",
                provider,
                operation,
                state = Empty,
                attempts = Empty
            ))
        }

        pub(crate) fn enclose<T>(&self, call: impl FnOnce() -> T) -> T {
            self.0.in_scope(call)
        }

        pub(crate) async fn enclose_future<T>(&self, call: impl Future<Output = T>) -> T {
            call.instrument(self.0.clone()).await
        }

        /// Records how the call ended.
        pub(crate) fn ended<T: Success, R>(&self, result: &Result<T, SendError<R>>) {
            let state = match result {
                Ok(response) => response.state(),
                Err(error) => error.state(),
            };
            self.0.record("state", State::as_str(state));
            if let Err(error) = result {
                self.0.record("attempts", error.attempts());
            }
        }
    }

    /// Writes an event about an attempt.
    pub(crate) fn attempt(attempt: &Attempt<'_>) {
        tracing::debug!(
            number = attempt.number,
            method = attempt.request.method(),
            url = attempt.request.url(),
            outcome = %attempt.outcome,
            state = attempt.outcome.state().as_str(),
            elapsed = ?attempt.elapsed,
            next = ?attempt.next,
            "attempt"
        );
    }
}

#[cfg(not(feature = "tracing"))]
mod off {
    use crate::{Attempt, SendError};
    use std::future::Future;

    /// Nothing in place of the span of a call.
    pub(crate) struct Span;

    impl Span {
        pub(crate) const fn new(_: &'static str, _: &'static str) -> Self {
            Span
        }

        #[allow(clippy::unused_self, reason = "the same interface as with the feature")]
        pub(crate) fn enclose<T>(&self, call: impl FnOnce() -> T) -> T {
            call()
        }

        pub(crate) fn enclose_future<T>(
            &self,
            call: impl Future<Output = T>,
        ) -> impl Future<Output = T> {
            call
        }

        pub(crate) fn ended<T, R>(&self, _: &Result<T, SendError<R>>) {}
    }

    pub(crate) const fn attempt(_: &Attempt<'_>) {}
}
