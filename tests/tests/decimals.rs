//! The compiler and the runtime read, compare and divide exact decimals alike.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use wireform::__rt::{Bound, Check, FieldRow, Number, field};
use wireform::Decimal;
use wireform_codegen::plan;

static FIELD: FieldRow = field("price", "/price");

/// Texts that are numbers, and texts that are nearly numbers.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "-?(0|[1-9][0-9]{0,5})(\\.[0-9]{1,5})?([eE][+-]?[0-9]{1,2})?",
        "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][+-]?0{0,3}[0-9]{1,5})?",
        "[-+.eE0-9 ]{0,8}",
        "[0-9]{126,130}",
    ]
}

/// Returns whether the runtime finds that a number has the facets.
fn is_accepted(value: &Decimal, facets: &Number<'_>) -> bool {
    Check::run(|check| check.number(&FIELD.path(), value, facets)).is_ok()
}

#[test]
fn both_packages_agree() {
    let mut runner = TestRunner::new(Config::with_cases(4000));
    let result = runner.run(
        &(texts(), texts(), "[1-9][0-9]{0,3}(\\.[0-9]{1,3})?"),
        |(one, other, divisor)| {
            let (ours, theirs) = (Decimal::parse(&one), plan::Decimal::parse(&one));
            prop_assert_eq!(ours.is_ok(), theirs.is_some(), "{}", one);
            let (Ok(ours), Some(theirs)) = (ours, theirs) else {
                return Ok(());
            };
            if let Ok(integer) = one.parse::<i64>() {
                prop_assert_eq!(theirs.integer(), Some(integer));
                prop_assert_eq!(&plan::Decimal::from(integer), &theirs);
            }
            let divisor = plan::Decimal::parse(&divisor).expect("it is a number");
            let divides = Number {
                multiple_of: Some(divisor.as_str()),
                ..Number::ANY
            };
            prop_assert_eq!(
                is_accepted(&ours, &divides),
                theirs.is_multiple_of(&divisor),
                "{} {}",
                one,
                divisor
            );
            let Some(bound) = plan::Decimal::parse(&other) else {
                return Ok(());
            };
            let order = theirs.cmp(&bound);
            let above = |bound| Number {
                minimum: Some(bound),
                ..Number::ANY
            };
            prop_assert_eq!(
                is_accepted(&ours, &above(Bound::inclusive(&other))),
                order.is_ge(),
                "{} {}",
                one,
                other
            );
            prop_assert_eq!(
                is_accepted(&ours, &above(Bound::exclusive(&other))),
                order.is_gt(),
                "{} {}",
                one,
                other
            );
            Ok(())
        },
    );
    result.expect("both packages agree");
}
