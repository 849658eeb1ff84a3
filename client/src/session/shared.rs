//! The session that concurrent calls share.
//!
//! The turn to log in is a small lock that works for threads and for tasks. The calls that wait for a login get its result,
//! also if it is an error. A login that is cancelled has no result, so one of the waiting calls logs in instead.

use std::future::poll_fn;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use std::time::Instant;

use super::Clock;

/// The session that all calls share.
pub(super) struct Shared<C, E> {
    state: Mutex<SharedState<C, E>>,
    changed: Condvar,
}

struct SharedState<C, E> {
    held: Option<Held<C>>,
    /// The number and the error of the last login that ended, if it failed.
    failed: Option<(u64, E)>,
    /// Whether a call is logging in.
    is_busy: bool,
    /// The number of logins that have begun. It is also the number of the last one.
    logins: u64,
    waiting: Vec<Waker>,
}

/// The credentials of a login.
#[derive(Clone)]
pub(super) struct Held<C> {
    pub(super) credentials: C,
    pub(super) number: u64,
    /// The moment from which they are not used any more.
    until: Option<Instant>,
}

/// What a call does next.
pub(super) enum Next<'s, C, E> {
    Held(Held<C>),
    Login(Turn<'s, C, E>),
    /// The login that the call waited for failed.
    Failed(E),
}

/// The turn to log in. If it is dropped, for example because the call is cancelled, another call gets the turn.
pub(super) struct Turn<'s, C, E>(&'s Shared<C, E>);

impl<C, E> Default for Shared<C, E> {
    fn default() -> Self {
        let state = SharedState {
            held: None,
            failed: None,
            is_busy: false,
            logins: 0,
            waiting: Vec::new(),
        };
        Shared {
            state: Mutex::new(state),
            changed: Condvar::new(),
        }
    }
}

impl<C, E> Shared<C, E> {
    fn lock(&self) -> MutexGuard<'_, SharedState<C, E>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets the credentials of a login, unless there has been another login since.
    pub(super) fn forget(&self, number: u64) {
        let mut state = self.lock();
        state.held.take_if(|held| held.number == number);
    }
}

impl<C: Clone, E: Clone> Shared<C, E> {
    pub(super) async fn next_turn(&self, now: &Clock) -> Next<'_, C, E> {
        let mut awaited = None;
        poll_fn(|context| {
            let mut state = self.lock();
            match self.take(&mut state, &mut awaited, now()) {
                Some(next) => Poll::Ready(next),
                None => {
                    state.waiting.push(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }

    pub(super) fn next_turn_blocking(&self, now: &Clock) -> Next<'_, C, E> {
        let mut awaited = None;
        let mut state = self.lock();
        loop {
            if let Some(next) = self.take(&mut state, &mut awaited, now()) {
                return next;
            }
            let woken = self.changed.wait(state);
            state = woken.unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Returns what a call does next; none if it waits for the login of another call. `awaited` is the number of the first
    /// login that the call waits for.
    fn take(
        &self,
        state: &mut SharedState<C, E>,
        awaited: &mut Option<u64>,
        now: Instant,
    ) -> Option<Next<'_, C, E>> {
        let is_over = |held: &mut Held<C>| held.until.is_some_and(|until| until <= now);
        state.held.take_if(is_over);
        if let Some(held) = &state.held {
            return Some(Next::Held(held.clone()));
        }
        if let (Some(awaited), Some((number, error))) = (*awaited, &state.failed)
            && *number >= awaited
        {
            return Some(Next::Failed(error.clone()));
        }
        if state.is_busy {
            awaited.get_or_insert(state.logins);
            return None;
        }
        state.is_busy = true;
        state.logins += 1;
        Some(Next::Login(Turn(self)))
    }
}

impl<C: Clone, E: Clone> Turn<'_, C, E> {
    /// Shares the result of the login with the calls that wait for it.
    pub(super) fn finish(self, login: Result<C, E>, until: Option<Instant>) -> Result<Held<C>, E> {
        let mut state = self.0.lock();
        let number = state.logins;
        let login = login.map(|credentials| Held {
            credentials,
            number,
            until,
        });
        state.held = login.as_ref().ok().cloned();
        state.failed = login.as_ref().err().map(|error| (number, error.clone()));
        login
    }
}

impl<C, E> Drop for Turn<'_, C, E> {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.is_busy = false;
        for waker in state.waiting.drain(..) {
            waker.wake();
        }
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::Context;

    use std::time::Duration;

    use super::*;

    type Session = Shared<&'static str, &'static str>;

    /// Begins a login, ends it with `end`, and returns what a call that waited for it does next.
    fn first_waiting(end: impl FnOnce(Turn<'_, &'static str, &'static str>)) -> &'static str {
        let shared = Session::default();
        let Next::Login(turn) = shared.next_turn_blocking(&Instant::now) else {
            return "no turn";
        };
        let mut waiting = pin!(shared.next_turn(&Instant::now));
        let mut context = Context::from_waker(Waker::noop());
        assert!(waiting.as_mut().poll(&mut context).is_pending());
        end(turn);
        match waiting.as_mut().poll(&mut context) {
            Poll::Ready(Next::Held(held)) => held.credentials,
            Poll::Ready(Next::Failed(error)) => error,
            Poll::Ready(Next::Login(_)) => "logs in",
            Poll::Pending => "waits",
        }
    }

    #[test]
    fn a_waiting_call_gets_the_result_of_the_login() {
        let finish = |login| move |turn: Turn<'_, _, _>| drop(turn.finish(login, None));
        assert_eq!(first_waiting(finish(Ok("credentials"))), "credentials");
        assert_eq!(first_waiting(finish(Err("refused"))), "refused");
    }

    #[test]
    fn a_waiting_call_logs_in_if_the_login_is_cancelled() {
        assert_eq!(first_waiting(|turn| drop(turn)), "logs in");
    }

    #[test]
    fn a_later_call_does_not_get_an_earlier_failure() {
        let shared = Session::default();
        if let Next::Login(turn) = shared.next_turn_blocking(&Instant::now) {
            assert!(turn.finish(Err("refused"), None).is_err());
        }
        let next = shared.next_turn_blocking(&Instant::now);
        assert!(matches!(next, Next::Login(_)));
    }

    #[test]
    fn credentials_are_used_until_their_end() {
        let (shared, begin) = (Session::default(), Instant::now());
        let end = begin + Duration::from_secs(60);
        if let Next::Login(turn) = shared.next_turn_blocking(&move || begin) {
            assert!(turn.finish(Ok("credentials"), Some(end)).is_ok());
        }
        let last = end - Duration::from_nanos(1);
        let next = shared.next_turn_blocking(&move || last);
        assert!(matches!(next, Next::Held(_)));
        assert!(matches!(
            shared.next_turn_blocking(&move || end),
            Next::Login(_)
        ));
    }
}
