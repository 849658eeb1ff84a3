//! Makes many calls to a mock that injects faults, and compares how each call ended with what the mock did.
//!
//! It also checks that the memory does not grow. By default there are a few thousand calls.
//! `WIREFORM_SOAK=1000000 cargo test -p wireform-mock --test soak -- --nocapture` makes a million.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use wireform::response::{Refusal, State, Success};
use wireform::{ApiRequest as _, CustomServer, Policy};
use wireform_client::{Backoff, Client, ReqwestTransport, SendError, Timeouts, UreqTransport};
use wireform_mock::{CallRecord, Fault, Mock};

wireform::include_schema!("realtime-register");

use realtime_register::{ApiCredentials, ApiServer, ContactInfo, ContactUpdate, KeyAuth};

/// How many calls run at the same time.
const AT_ONCE: usize = 16;

/// How many calls the mock remembers. They are made before the memory is measured.
const REMEMBERED: usize = 1000;

/// Returns the time of an attempt. It is longer than a busy machine needs, and shorter than the longest fault.
fn attempt() -> Duration {
    Duration::from_secs(if is_long() { 20 } else { 4 })
}

/// Returns whether a person asked for a long run.
fn is_long() -> bool {
    std::env::var_os("WIREFORM_SOAK").is_some()
}

/// What is known about one call, in the bits of one byte: what the mock did, and how the client says that the call ended.
#[derive(Default)]
struct Call(AtomicU8);

impl Call {
    /// The mock carried out an attempt.
    const CARRIED_OUT: u8 = 1;
    /// The mock injected a fault that hides what it did.
    const HIDDEN: u8 = 2;
    /// The mock injected a fault that says that nothing was carried out.
    const THROTTLED: u8 = 4;
    /// The mock carried out a second attempt.
    const REPEATED: u8 = 8;
    const ENDED_DONE: u8 = 16;
    const ENDED_NOT_DONE: u8 = 32;
    const ENDED_UNKNOWN: u8 = 64;

    /// Sets a bit and returns whether it was set before.
    fn set(&self, bit: u8) -> bool {
        self.0.fetch_or(bit, Ordering::SeqCst) & bit != 0
    }

    /// Returns why the end of the call is wrong.
    fn fault(&self, is_idempotent: bool) -> Option<&'static str> {
        let bits = self.0.load(Ordering::SeqCst);
        let has = |bit| bits & bit != 0;
        if has(Self::REPEATED) && !is_idempotent {
            return Some("carried out twice");
        }
        match bits & (Self::ENDED_DONE | Self::ENDED_NOT_DONE | Self::ENDED_UNKNOWN) {
            Self::ENDED_DONE if !has(Self::CARRIED_OUT) => Some("done, but it was not carried out"),
            Self::ENDED_NOT_DONE if has(Self::CARRIED_OUT) => {
                Some("not done, but it was carried out")
            }
            Self::ENDED_NOT_DONE if !has(Self::THROTTLED) => Some("not done, without a reason"),
            Self::ENDED_UNKNOWN if !has(Self::HIDDEN) => {
                Some("unknown, without a fault that hides it")
            }
            Self::ENDED_DONE | Self::ENDED_NOT_DONE | Self::ENDED_UNKNOWN => None,
            _ => Some("not ended in exactly one state"),
        }
    }
}

/// Chooses the fault of an attempt by its number: every third attempt has one.
fn fault(number: u64) -> Option<Fault> {
    // The numbers have no common divisor with those of the calls, so that each kind of call meets each fault.
    Some(match number % 23 {
        1 | 12 => Fault::TooManyRequests {
            retry_after: Duration::ZERO,
        },
        3 => Fault::ServerError { carried_out: false },
        5 => Fault::ServerError { carried_out: true },
        7 => Fault::CutOff,
        9 => Fault::HtmlPage,
        11 => Fault::Reset { carried_out: true },
        14 => Fault::Reset { carried_out: false },
        17 if number.is_multiple_of(1999) => Fault::Slow(attempt() + Duration::from_secs(1)),
        17 => Fault::Slow(Duration::from_millis(2)),
        _ => return None,
    })
}

/// Notes what the mock did with an attempt.
fn record(calls: &[Call], record: &CallRecord) {
    let city = record.value("city");
    let name = city.or(record.contact.as_deref());
    let name = name.expect("every call has its name in the city or the handle");
    let number: usize = name.trim_start_matches("c-").parse().expect("our name");
    let call = &calls[number];
    if record.carried_out && call.set(Call::CARRIED_OUT) {
        call.set(Call::REPEATED);
    }
    if let Some(bit) = record.fault.and_then(effect) {
        call.set(bit);
    }
}

/// Returns the bit of what a fault does to the client's knowledge.
fn effect(fault: Fault) -> Option<u8> {
    match fault {
        Fault::TooManyRequests { .. } => Some(Call::THROTTLED),
        Fault::ServerError { .. } | Fault::CutOff | Fault::HtmlPage | Fault::Reset { .. } => {
            Some(Call::HIDDEN)
        }
        Fault::Slow(time) => (time >= attempt()).then_some(Call::HIDDEN),
    }
}

/// Notes how a call ended.
fn ended<T: Success, R: Refusal>(call: &Call, result: &Result<T, SendError<R>>) {
    let state = match result {
        Ok(response) => response.state(),
        Err(error) => error.state(),
    };
    call.set(match state {
        State::Done | State::Pending => Call::ENDED_DONE,
        State::NotDone => Call::ENDED_NOT_DONE,
        State::Unknown => Call::ENDED_UNKNOWN,
    });
}

/// Every other call changes a contact, which is not idempotent. The others read one.
const fn is_idempotent(number: usize) -> bool {
    number % 2 == 1
}

/// Returns the contact that a call changes. There are few, because the mock keeps each of them.
fn contact(number: usize) -> String {
    format!("contact-{}", number % 1000)
}

type MockClient<T> = Client<T, ApiServer, ApiCredentials>;

fn client<T>(transport: T, mock: &Mock) -> MockClient<T> {
    let server = ApiServer::Custom(CustomServer::new(&mock.url()).expect("a URL"));
    let credentials = ApiCredentials::new(KeyAuth {
        api_key: "key-0123",
    })
    .expect("a key");
    let backoff = Backoff {
        first: Duration::from_millis(1),
        ..Backoff::default()
    };
    Client::new(transport, server, credentials)
        .with_retries(backoff)
        .with_timeouts(Timeouts {
            attempt: attempt(),
            ..Timeouts::default()
        })
}

/// Makes calls until all are made.
async fn work(
    client: Arc<MockClient<ReqwestTransport>>,
    calls: Arc<[Call]>,
    next: Arc<AtomicUsize>,
    end: usize,
) {
    loop {
        let number = next.fetch_add(1, Ordering::SeqCst);
        if number >= end {
            return;
        }
        let name = format!("c-{number}");
        if !is_idempotent(number) {
            let update = ContactUpdate::new("acme", contact(number)).with_city(name);
            let valid = update.into_valid(&(), &Policy::new()).expect("it is valid");
            ended(&calls[number], &client.send(&valid).await);
        } else {
            let info = ContactInfo::new("acme", name);
            let valid = info.into_valid(&(), &Policy::new()).expect("it is valid");
            ended(&calls[number], &client.send(&valid).await);
        }
    }
}

/// Makes the calls of one thread with the blocking transport.
fn work_blocking(client: &MockClient<UreqTransport>, calls: &[Call], next: &AtomicUsize) {
    loop {
        let number = next.fetch_add(1, Ordering::SeqCst);
        let Some(call) = calls.get(number) else {
            return;
        };
        let name = format!("c-{number}");
        if !is_idempotent(number) {
            let update = ContactUpdate::new("acme", contact(number)).with_city(name);
            let valid = update.into_valid(&(), &Policy::new()).expect("it is valid");
            ended(call, &client.send_blocking(&valid));
        } else {
            let info = ContactInfo::new("acme", name);
            let valid = info.into_valid(&(), &Policy::new()).expect("it is valid");
            ended(call, &client.send_blocking(&valid));
        }
    }
}

/// Returns the resident memory of this process in MiB.
fn memory() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
    kib.unwrap_or(0) / 1024
}

#[test]
fn every_call_ends_as_what_it_was() {
    let count = std::env::var("WIREFORM_SOAK").ok();
    let count: usize = count.map_or(4000, |count| count.parse().expect("a number"));
    let calls: Arc<[Call]> = (0..count).map(|_| Call::default()).collect();
    let recorded = Arc::clone(&calls);
    let mock = Mock::of("realtime-register")
        .fault_when(fault)
        .remember(REMEMBERED)
        .on_call(move |it| record(&recorded, it))
        .start()
        .expect("a mock");
    let began = Instant::now();
    let next = Arc::new(AtomicUsize::new(0));

    // The first and the last eighth of the calls are blocking. The memory is measured when half of the calls are made.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.expect("a runtime");
    let transport = ReqwestTransport::direct().expect("a transport");
    let asynchronous = Arc::new(client(transport, &mock));
    let run_to = |end: usize| {
        next.store(next.load(Ordering::SeqCst).min(end), Ordering::SeqCst);
        runtime.block_on(async {
            let workers: Vec<_> = (0..AT_ONCE)
                .map(|_| {
                    let work = work(
                        Arc::clone(&asynchronous),
                        Arc::clone(&calls),
                        Arc::clone(&next),
                        end,
                    );
                    tokio::spawn(work)
                })
                .collect();
            for worker in workers {
                worker.await.expect("no panic");
            }
        });
        next.store(end, Ordering::SeqCst);
    };
    let transport = UreqTransport::direct().expect("a transport");
    let blocking = client(transport, &mock);
    let run_blocking_to = |end: usize| {
        std::thread::scope(|scope| {
            for _ in 0..AT_ONCE {
                scope.spawn(|| work_blocking(&blocking, &calls[..end], &next));
            }
        });
        next.store(end, Ordering::SeqCst);
    };
    run_blocking_to(count / 8);
    run_to(count / 2);
    let half = memory();
    run_to(count / 8 * 7);
    run_blocking_to(count);
    let took = began.elapsed();
    // The mock may still have slow responses. It must not note anything after the calls are compared.
    std::thread::sleep(Duration::from_millis(100));
    report(&calls, took, half);
}

/// Prints how the calls ended and checks each of them.
fn report(calls: &[Call], took: Duration, half: usize) {
    let mut ends: BTreeMap<u8, usize> = BTreeMap::new();
    let mut faults = Vec::new();
    for (number, call) in calls.iter().enumerate() {
        let bits = call.0.load(Ordering::SeqCst);
        *ends
            .entry(bits & !(Call::HIDDEN | Call::THROTTLED | Call::REPEATED))
            .or_default() += 1;
        faults.extend(
            call.fault(is_idempotent(number))
                .map(|fault| format!("call {number} is {fault} ({bits:07b})")),
        );
    }
    let count = |bits: u8| ends.get(&bits).copied().unwrap_or(0);
    println!(
        "{} calls in {:.1} s: {} done, {} not done, {} unknown ({} of them carried out); memory {half} MiB at half, {} MiB at the end",
        calls.len(),
        took.as_secs_f64(),
        count(Call::ENDED_DONE | Call::CARRIED_OUT),
        count(Call::ENDED_NOT_DONE),
        count(Call::ENDED_UNKNOWN) + count(Call::ENDED_UNKNOWN | Call::CARRIED_OUT),
        count(Call::ENDED_UNKNOWN | Call::CARRIED_OUT),
        memory(),
    );
    assert!(
        faults.is_empty(),
        "{} calls are wrong: {:#?}",
        faults.len(),
        &faults[..faults.len().min(10)]
    );
    for bits in [
        Call::ENDED_DONE | Call::CARRIED_OUT,
        Call::ENDED_UNKNOWN,
        Call::ENDED_UNKNOWN | Call::CARRIED_OUT,
    ] {
        assert!(count(bits) > 0, "no call ended as {bits:07b}");
    }
    assert!(calls.len() / 2 > REMEMBERED, "too few calls to measure");
    assert!(memory() <= half + half / 2, "the memory grows");
}
