//! Responses of the shipped schemas through both executors: the examples of the schemas, and bodies that are no responses.

use std::time::{Duration, Instant};

use wireform::response::{ResponseParts, State};
use wireform_codegen::plan::{Operation, Outcome, Plan, Response, ResponseExample};
use wireform_codegen::source::Sources;
use wireform_interpret::Interpreter;
use wireform_tests::fuzz::{self, Decoder, Format, Mutator};

fn plans() -> Vec<Plan> {
    let mut sources = Sources::new();
    for schema in wireform_schemas::ALL {
        sources.add(format!("{}.yaml", schema.name), schema.text);
    }
    wireform_codegen::plan_sources(&sources).0
}

/// Returns the emitted decoder of an operation; none if the schema describes no response to it.
fn decoder(plan: &Plan, operation: &Operation) -> Option<Decoder> {
    let mut decoders = fuzz::decoders().into_iter();
    let found = decoders.find(|it| it.provider == plan.module && it.operation == operation.name);
    assert_eq!(
        found.is_some(),
        !operation.responses.is_empty(),
        "{} {}: add it to `fuzz::decoders`",
        plan.module,
        operation.name
    );
    found
}

/// Calls a function with every example of a response that has a decoder.
fn each_example(mut see: impl FnMut(Decoder, &Response, &ResponseExample)) {
    for plan in plans() {
        for operation in &plan.operations {
            let Some(decoder) = decoder(&plan, operation) else {
                continue;
            };
            for response in &operation.responses {
                for example in &response.examples {
                    see(decoder, response, example);
                }
            }
        }
    }
}

fn parts(example: &ResponseExample) -> ResponseParts<'_> {
    let headers = example.headers.iter();
    ResponseParts::new(example.status, example.body.as_bytes())
        .with_headers(headers.map(|(name, value)| (name.as_str(), value.as_str())))
}

const fn state(outcome: Outcome) -> State {
    match outcome {
        Outcome::Success => State::Done,
        Outcome::Accepted => State::Pending,
        Outcome::Failure => State::NotDone,
        Outcome::Unknown => State::Unknown,
    }
}

#[test]
fn every_example_is_read_as_its_case() {
    let mut count = 0;
    each_example(|decoder, response, example| {
        let decoded = (decoder.decode)(parts(example));
        let at = format!("{decoder:?} {}: {}", response.name, example.name);
        assert_eq!(
            decoded.case,
            Some(response.name.as_str()),
            "{at}: {decoded:?}"
        );
        let known = response
            .codes
            .iter()
            .find(|it| Some(&it.code) == example.code.as_ref());
        let outcome = known.and_then(|it| it.outcome).unwrap_or(response.outcome);
        assert_eq!(decoded.state, state(outcome), "{at}");
        if !response.outcome.is_success() {
            if let Some(code) = &example.code {
                assert_eq!(decoded.code.as_ref(), Some(code), "{at}");
            }
            if let Some(message) = &example.message {
                assert_eq!(decoded.message.as_ref(), Some(message), "{at}");
            }
            if let Some(violations) = &example.violations {
                assert_eq!(&decoded.reports, violations, "{at}");
            }
        }
        count += 1;
    });
    assert!(count > 20, "only {count} examples");
}

/// Every example with every status, and a thousand mutants of the bodies of each operation.
#[test]
fn the_executors_agree() {
    const STATUSES: [u16; 8] = [200, 202, 204, 400, 401, 404, 429, 500];
    let plans = plans();
    let mut mutator = Mutator::new(2);
    for plan in &plans {
        let interpreter = Interpreter::new(plan);
        for call in interpreter.operations() {
            let operation = call.operation();
            let Some(decoder) = decoder(plan, operation) else {
                continue;
            };
            let examples = || operation.responses.iter().flat_map(|it| &it.examples);
            for example in examples() {
                fuzz::check_agreement(decoder, &call, &parts(example));
                for status in STATUSES {
                    let parts = ResponseParts::new(status, example.body.as_bytes());
                    fuzz::check_agreement(decoder, &call, &parts);
                }
            }
            let seeds: Vec<Vec<u8>> = examples().map(|it| it.body.clone().into_bytes()).collect();
            if seeds.is_empty() {
                continue;
            }
            for round in 0..1000 {
                let parts = mutator.mutant(&seeds);
                let parts = ResponseParts::new(STATUSES[round % STATUSES.len()], &parts);
                fuzz::check_agreement(decoder, &call, &parts);
            }
        }
    }
}

/// A body that is cut off, or that a proxy sent, is never read as a success.
#[test]
fn bodies_that_are_cut_off_are_no_success() {
    each_example(|decoder, response, example| {
        let whole = example.body.trim_end();
        if !whole.starts_with(['{', '<']) {
            return;
        }
        for end in (1..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
            let body = &whole.as_bytes()[..end];
            let decoded = (decoder.decode)(ResponseParts::new(example.status, body));
            assert!(
                !decoded.state.is_accepted(),
                "{decoder:?} {} takes `{}` for {:?}",
                response.name,
                &whole[..end],
                decoded.case
            );
        }
    });
}

#[test]
fn hostile_bodies_are_kept_and_unknown() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let bodies: [&[u8]; 6] = [
        b"<html><body><h1>Bad Gateway</h1><hr></body></html>",
        b"<!DOCTYPE a [<!ENTITY x \"yyyy\"><!ENTITY z \"&x;&x;\">]><response>&z;</response>",
        b"{\"status\": \"\xe9\xe9\"}",
        b"\xff\xfe{\0}\0",
        b"\x1f\x8b\x08\0\0\0",
        deep.as_bytes(),
    ];
    let begin = Instant::now();
    for decoder in fuzz::decoders() {
        for body in bodies {
            let decoded = (decoder.decode)(ResponseParts::new(200, body));
            assert_eq!(
                decoded.case,
                None,
                "{decoder:?} {}",
                String::from_utf8_lossy(&body[..6])
            );
            assert_eq!(decoded.state, State::Unknown);
            let kept = decoded.unexpected.expect("it fits no case");
            assert_eq!((kept.status, &kept.body[..]), (200, body));
        }
    }
    assert!(begin.elapsed() < Duration::from_secs(60));
}

/// A code can decide the state, so the state is unknown if the code cannot be read.
#[test]
fn a_code_that_is_not_text_makes_the_state_unknown() {
    let plans = plans();
    let plan = plans.iter().find(|it| it.module == "realtime_register");
    let interpreter = Interpreter::new(plan.expect("the schema is shipped"));
    let call = interpreter
        .operation("contact_update")
        .expect("it is there");
    let decoder = decoder(interpreter.plan(), call.operation()).expect("it has responses");
    for (body, state) in [
        (r#"{"type":"ValidationError"}"#, State::NotDone),
        (r#"{"type":"\ud800"}"#, State::Unknown),
    ] {
        let parts = ResponseParts::new(400, body.as_bytes());
        assert_eq!((decoder.decode)(parts.clone()).state, state, "{body}");
        fuzz::check_agreement(decoder, &call, &parts);
    }
}

/// Runs mutants of the examples through both decoders for some seconds.
fn check_mutants(format: Format) {
    let decoders = fuzz::decoders_of(format);
    let mut seeds = Vec::new();
    each_example(|decoder, _, example| {
        let same =
            |it: &Decoder| (it.provider, it.operation) == (decoder.provider, decoder.operation);
        let Some(number) = decoders.iter().position(|(it, _)| same(it)) else {
            return;
        };
        let number = u8::try_from(number).expect("a few decoders");
        for status in 0..8 {
            let mut seed = vec![number, status];
            seed.extend_from_slice(example.body.as_bytes());
            seeds.push(seed);
        }
    });
    let mut mutator = Mutator::new(1);
    let (begin, mut fit, mut other) = (Instant::now(), 0, 0);
    while begin.elapsed() < Duration::from_secs(3) {
        match fuzz::response(format, &mutator.mutant(&seeds)) {
            true => fit += 1,
            false => other += 1,
        }
    }
    assert!(fit > 0 && other > 0, "{fit} fit, {other} do not");
}

#[test]
fn mutants_of_json_end_in_one_state() {
    check_mutants(Format::Json);
}

#[test]
fn mutants_of_xml_end_in_one_state() {
    check_mutants(Format::Xml);
}

#[test]
fn mutants_of_text_end_in_one_state() {
    check_mutants(Format::Text);
}

/// A mock's response of each case, in each format and with and without the values of an example, is read as that case.
#[test]
fn encoded_responses_are_read_as_their_case() {
    let mut count = 0;
    for plan in plans() {
        let interpreter = Interpreter::new(&plan);
        for call in interpreter.operations() {
            for (case, response) in call.operation().responses.iter_ids() {
                for prefers_xml in [false, true] {
                    for example in [None, call.response_example(case)] {
                        let mut values = call.response_values(case);
                        values.prefers_xml = prefers_xml;
                        values.message = Some("Wrong.".to_owned());
                        values.fields = example.unwrap_or(values.fields);
                        let sent = call.encode_response(case, &values);
                        let headers = sent.headers.iter();
                        let parts = ResponseParts::new(sent.status, &sent.body).with_headers(
                            headers.map(|(name, value)| (name.as_str(), value.as_str())),
                        );
                        let read = call.decode_response(&parts);
                        let read = match &read {
                            Ok(read) => read.case.name.clone(),
                            Err(unexpected) => unexpected.reason().to_string(),
                        };
                        let body = String::from_utf8_lossy(&sent.body);
                        let at = format!("{} {}: {body}", plan.schema, sent.status);
                        assert_eq!(read, response.name, "{at}");
                        count += 1;
                    }
                }
            }
        }
    }
    assert!(count > 200, "only {count} responses");
}

#[test]
fn codes_are_documented_or_others() {
    use wireform::Open;
    use wireform::response::{CallError, ParseResponse as _};
    use wireform_tests::emitted::schemas::realtime_register::ContactUpdate;
    use wireform_tests::emitted::schemas::realtime_register::contact_update::Refusal;
    use wireform_tests::emitted::schemas::realtime_register::contact_update::cases::RefusedCode;

    for (code, expected) in [
        ("InvalidParameter", Some(RefusedCode::InvalidParameter)),
        ("SomethingNew", None),
    ] {
        let body = format!(r#"{{"type":"{code}"}}"#);
        let parts = ResponseParts::new(400, body.as_bytes());
        let Err(CallError::Refused(refusal)) = ContactUpdate::parse_response(parts) else {
            panic!("{code} is no refusal");
        };
        let Refusal::Refused(refused) = *refusal else {
            panic!("{code} is another case");
        };
        let found = refused.code().expect("it has a code");
        assert_eq!(found.as_str(), code);
        let known = match found {
            Open::Known(known) => Some(known),
            Open::Other(_) => None,
        };
        assert_eq!(known, expected);
    }
}
