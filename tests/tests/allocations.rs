//! Validation allocates nothing for a valid request, and only the list of violations for an invalid one.
//! Writing allocates the body.

use allocation_counter::measure;
use wireform::{ApiRequest as _, Policy, Violations};
use wireform_tests::emitted::schemas::realtime_register::ContactUpdate;

fn update() -> ContactUpdate<'static> {
    let mut update = ContactUpdate::new("customer", "JD4711");
    update.organization = "Example B.V.".into();
    update.name = Some("Zoë de Vries".into());
    update.address_line = Some(vec!["Ceintuurbaan 32a".into()]);
    update.country = Some("NL".into());
    update.email = Some("zoe@example.com".into());
    update.voice = Some("+31.384530759".into());
    update
}

#[test]
fn a_valid_request_allocates_nothing() {
    let (update, policy) = (update(), Policy::new());
    // Allocations on first use happen here.
    update.validate(&(), &policy).expect("it is valid");
    let allocated = measure(|| {
        let _valid = update.valid(&(), &policy).expect("it is valid");
    });
    assert_eq!(allocated.count_total, 0);
}

#[test]
fn a_body_is_allocated_once() {
    let valid = update()
        .into_valid(&(), &Policy::new())
        .expect("it is valid");
    let mut buffer = Vec::new();
    let allocated = measure(|| valid.write_body(&(), &mut buffer));
    assert_eq!(allocated.count_total, 1);
    assert!(buffer.len() > 150, "{}", buffer.len());
    // The second time, the buffer is large enough.
    buffer.clear();
    let allocated = measure(|| valid.write_body(&(), &mut buffer));
    assert_eq!(allocated.count_total, 0);
}

#[test]
fn violations_take_the_memory_of_their_list_only() {
    let (mut update, policy) = (update(), Policy::new());
    update.voice = Some("+31 38 4530759".into());
    update.country = Some("Netherlands".into());
    update.email = Some("Zoë@example.com".into());
    update.address_line = Some(vec!["".into(), "".into(), "".into(), "".into()]);
    let mut violations = Violations::new();
    update.check_into(&(), &policy, &mut violations);
    let found = violations.len();
    assert!(found >= 8, "{violations}");
    let allocated = measure(|| {
        update.check_into(&(), &policy, &mut violations);
    });
    assert_eq!(allocated.count_total, 0);
    assert_eq!(violations.len(), found);

    let allocated = measure(|| {
        let mut violations = Violations::new();
        update.check_into(&(), &policy, &mut violations);
    });
    // The list only grows by doubling.
    let doublings = u64::from(found.ilog2()) + 1;
    assert!(allocated.count_total <= doublings, "{allocated:?}");
}

#[test]
fn a_violation_is_a_few_machine_words() {
    assert!(size_of::<wireform::Violation>() <= size_of::<[usize; 10]>());
}
