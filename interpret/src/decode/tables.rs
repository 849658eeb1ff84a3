//! The runtime's tables of cases, made from a plan. Emitted code has them as constants.

use wireform::__rt::Pattern;
use wireform::__rt::response::{
    Case, ItemReports, KnownCode, LineRules, Place, PlaceTest, Places, ReadFormat, Reports,
    RetryRule, Step, TextPlace, TextSource, TreePlaces, ValueTest,
};
use wireform::response::{Session, State};
use wireform_codegen::plan::{
    self, BodyPlaces, Outcome, PlaceStep, Response, ResponseBody, ResponsePlace, Violations,
};

use crate::patterns::Patterns;
use crate::trees::TreeParts;

/// The steps of the places of a value.
#[derive(Default)]
pub(super) struct Steps<'p> {
    json: Vec<Vec<Step<'p>>>,
    xml: Vec<Vec<Step<'p>>>,
}

/// The places of a value.
pub(super) struct PlaceLists<'s> {
    json: Vec<Place<'s>>,
    xml: Vec<Place<'s>>,
}

impl<'p> Steps<'p> {
    pub(super) fn of(places: &'p BodyPlaces) -> Self {
        Steps::new(&places.json, &places.xml)
    }

    pub(super) fn new(json: &'p [ResponsePlace], xml: &'p [ResponsePlace]) -> Self {
        let steps = |places: &'p [ResponsePlace]| places.iter().map(steps).collect();
        Steps {
            json: steps(json),
            xml: steps(xml),
        }
    }

    pub(super) fn lists(&self) -> PlaceLists<'_> {
        PlaceLists {
            json: self.json.iter().map(Vec::as_slice).collect(),
            xml: self.xml.iter().map(Vec::as_slice).collect(),
        }
    }
}

impl PlaceLists<'_> {
    pub(super) fn places(&self) -> Places<'_> {
        Places {
            json: &self.json,
            xml: &self.xml,
        }
    }
}

fn steps(place: &ResponsePlace) -> Vec<Step<'_>> {
    let steps = place.steps.iter();
    steps
        .map(|step| match step {
            PlaceStep::Member(name) => Step::Member(name),
            PlaceStep::Items => Step::Items,
            PlaceStep::Attribute(name) => Step::Attribute(name),
            PlaceStep::Where { attribute, value } => Step::Where(attribute, value),
            PlaceStep::Text => Step::Text,
        })
        .collect()
}

/// Returns the places that a case names, in the order in which [`Parts::of`] takes them.
fn named_places(response: &Response) -> Vec<&BodyPlaces> {
    let mut all: Vec<&BodyPlaces> = response.matched.body.iter().map(|test| &test.at).collect();
    for source in response.code.iter().chain(&response.message) {
        for place in &source.places {
            match place {
                plan::TextPlace::Header(_) => {}
                plan::TextPlace::Body(places) => all.push(places),
            }
        }
    }
    match &response.violations {
        None => {}
        Some(Violations::Tree(places)) => all.push(places),
        Some(Violations::Each {
            items,
            path,
            code,
            message,
            nested,
        }) => all.extend([items, path, code, message, nested]),
    }
    let retries = std::iter::once(Some(&response.retry));
    let of_codes = response.codes.iter().filter(|code| code.overrides());
    for retry in retries.chain(of_codes.map(|code| code.retry.as_ref())) {
        all.extend(retry.and_then(waiting_places));
    }
    all
}

/// Returns the places of the field that has the time to wait.
fn waiting_places(retry: &plan::Retry) -> Option<&BodyPlaces> {
    match retry {
        plan::Retry::Never | plan::Retry::Safe | plan::Retry::Later | plan::Retry::After(_) => None,
        plan::Retry::AfterField { places, .. } => Some(places),
    }
}

/// Returns the tests of single values of a case, in the order in which [`Parts::of`] takes them.
fn value_tests(response: &Response) -> impl Iterator<Item = &plan::PlaceTest> {
    let headers = response.matched.headers.iter().map(|(_, test)| test);
    headers.chain(response.matched.body.iter().map(|test| &test.test))
}

/// The texts that a test compares with.
struct Texts<'p> {
    one_of: Vec<&'p str>,
    none_of: Vec<&'p str>,
}

impl<'p> Texts<'p> {
    fn of(test: &'p plan::PlaceTest) -> Self {
        let texts = |list: fn(&plan::ValueTest) -> &[String]| {
            let list = test.value().map(list).unwrap_or_default();
            list.iter().map(String::as_str).collect()
        };
        Texts {
            one_of: texts(|test| &test.one_of),
            none_of: texts(|test| &test.none_of),
        }
    }
}

/// The parts of a case that its table borrows.
struct Parts<'t> {
    response: &'t Response,
    statuses: Vec<(u16, u16)>,
    headers: Vec<(&'t str, PlaceTest<'t>)>,
    body: Vec<(Places<'t>, PlaceTest<'t>)>,
    with_codes: Vec<&'t str>,
    formats: Vec<ReadFormat<'t>>,
    code: Vec<TextPlace<'t>>,
    message: Vec<TextPlace<'t>>,
    retry: RetryRule<'t>,
    known_codes: Vec<KnownCode<'t>>,
    reports: Option<Reports<'t>>,
}

/// Calls a function with the cases of an operation.
pub(super) fn with_cases<R>(
    plan: &plan::Plan,
    responses: &[Response],
    patterns: &Patterns<'_>,
    run: impl FnOnce(&[Case<'_>]) -> R,
) -> R {
    let steps: Vec<Vec<Steps<'_>>> = responses
        .iter()
        .map(|response| named_places(response).into_iter().map(Steps::of).collect())
        .collect();
    let lists: Vec<Vec<PlaceLists<'_>>> = steps
        .iter()
        .map(|steps| steps.iter().map(Steps::lists).collect())
        .collect();
    let texts: Vec<Vec<Texts<'_>>> = responses
        .iter()
        .map(|response| value_tests(response).map(Texts::of).collect())
        .collect();
    let line_parts: Vec<LineParts<'_>> = responses.iter().map(LineParts::of).collect();
    // All cases of an operation have the same tree.
    let bodies = responses.iter().flat_map(|response| &response.body);
    let tree = bodies.into_iter().find_map(ResponseBody::tree);
    let tree = tree.map(|tree| &plan.trees[tree]);
    let tree_parts = tree.map(TreeParts::of).unwrap_or_default();
    let tree_shapes = tree_parts.shapes();
    let tree_rules = tree_parts.rules(&tree_shapes);
    let tree_steps = tree
        .map(|tree| Steps::new(&[], &tree.at))
        .unwrap_or_default();
    let tree_lists = tree_steps.lists();
    let tree = TreePlaces {
        rules: &tree_rules,
        at: &tree_lists.xml,
    };
    let parts: Vec<Parts<'_>> = responses
        .iter()
        .zip(&line_parts)
        .zip(lists.iter().zip(&texts))
        .map(|((response, lines), (lists, texts))| {
            Parts::of(response, lists, texts, (lines, tree), patterns)
        })
        .collect();
    let namespaces = crate::places::namespaces(plan);
    let cases = parts.iter().map(|parts| Case {
        namespaces: &namespaces,
        ..parts.case()
    });
    let cases: Vec<Case<'_>> = cases.collect();
    run(&cases)
}

impl<'t> Parts<'t> {
    fn of(
        response: &'t Response,
        lists: &'t [PlaceLists<'t>],
        texts: &'t [Texts<'t>],
        format_parts: (&'t LineParts<'t>, TreePlaces<'t>),
        patterns: &'t Patterns<'_>,
    ) -> Self {
        let mut places = lists.iter().map(PlaceLists::places);
        let mut places = || places.next().unwrap_or_default();
        let mut texts = texts.iter();
        let mut test = |test: &'t plan::PlaceTest| place_test(test, texts.next(), patterns);
        let matched = &response.matched;
        let headers = matched.headers.iter();
        let headers = headers
            .map(|(name, it)| (name.as_str(), test(it)))
            .collect();
        let body = matched.body.iter();
        let body = body.map(|it| (places(), test(&it.test))).collect();
        let mut text = |source: &'t Option<plan::TextSource>| {
            let found = source.iter().flat_map(|source| &source.places);
            found
                .map(|place| match place {
                    plan::TextPlace::Header(name) => TextPlace::Header(name),
                    plan::TextPlace::Body(_) => TextPlace::Body(places()),
                })
                .collect()
        };
        let (code, message) = (text(&response.code), text(&response.message));
        let reports = response.violations.as_ref().map(|reports| match reports {
            Violations::Tree(_) => Reports::Tree(places()),
            Violations::Each { .. } => Reports::Each(ItemReports {
                items: places(),
                path: places(),
                code: places(),
                message: places(),
                nested: places(),
            }),
        });
        let retry = retry(&response.retry, &mut places);
        let known_codes = response.codes.iter().filter(|code| code.overrides());
        let known_codes = known_codes
            .map(|code| known_code(code, &mut places))
            .collect();
        Parts {
            response,
            retry,
            statuses: matched
                .statuses
                .iter()
                .map(|range| (range.first, range.last))
                .collect(),
            headers,
            body,
            with_codes: matched.codes.iter().map(String::as_str).collect(),
            formats: response
                .body
                .iter()
                .map(|body| body_format(body, format_parts))
                .collect(),
            code,
            message,
            known_codes,
            reports,
        }
    }

    fn case(&self) -> Case<'_> {
        let response = self.response;
        Case {
            name: &response.name,
            statuses: &self.statuses,
            headers: &self.headers,
            body: &self.body,
            with_codes: &self.with_codes,
            formats: &self.formats,
            namespaces: &[],
            state: state(response.outcome),
            retry: self.retry,
            session: session(response.session),
            code: response
                .code
                .as_ref()
                .map(|source| text_source(source, &self.code)),
            known_codes: &self.known_codes,
            message: response
                .message
                .as_ref()
                .map(|source| text_source(source, &self.message)),
            reports: self.reports,
        }
    }
}

fn text_source<'t>(source: &'t plan::TextSource, places: &'t [TextPlace<'t>]) -> TextSource<'t> {
    TextSource {
        places,
        after: source.after.as_deref(),
        before: source.before.as_deref(),
    }
}

fn place_test<'t>(
    test: &'t plan::PlaceTest,
    texts: Option<&'t Texts<'t>>,
    patterns: &'t Patterns<'_>,
) -> PlaceTest<'t> {
    let value = |test: &'t plan::ValueTest| {
        let matches: Option<&Pattern> = test.matches.as_ref().map(|it| patterns.whole(it));
        ValueTest {
            one_of: texts.map_or(&[], |texts| &texts.one_of),
            none_of: texts.map_or(&[], |texts| &texts.none_of),
            minimum: test.minimum,
            maximum: test.maximum,
            matches,
        }
    };
    match test {
        plan::PlaceTest::Present(present) => PlaceTest::Present(*present),
        plan::PlaceTest::Any(test) => PlaceTest::Any(value(test)),
        plan::PlaceTest::Every(test) => PlaceTest::Every(value(test)),
    }
}

fn known_code<'t>(
    code: &'t plan::ResponseCode,
    places: &mut impl FnMut() -> Places<'t>,
) -> KnownCode<'t> {
    KnownCode {
        code: &code.code,
        state: code.outcome.map(state),
        retry: code.retry.as_ref().map(|it| retry(it, places)),
        session: code.session.map(session),
    }
}

fn state(outcome: Outcome) -> State {
    match outcome {
        Outcome::Success => State::Done,
        Outcome::Accepted => State::Pending,
        Outcome::Failure => State::NotDone,
        Outcome::Unknown => State::Unknown,
    }
}

fn retry<'t>(retry: &'t plan::Retry, places: &mut impl FnMut() -> Places<'t>) -> RetryRule<'t> {
    match retry {
        plan::Retry::Never => RetryRule::Never,
        plan::Retry::Safe => RetryRule::Safe,
        plan::Retry::Later => RetryRule::Later,
        plan::Retry::After(header) => RetryRule::After(header),
        plan::Retry::AfterField { .. } => RetryRule::AfterField(places()),
    }
}

fn session(session: plan::Session) -> Session {
    match session {
        plan::Session::Keep => Session::Keep,
        plan::Session::Expired => Session::Expired,
        plan::Session::Closed => Session::Closed,
    }
}

/// The parts of line rules that are borrowed.
struct LineParts<'p> {
    skip: Vec<&'p str>,
    numbered: Vec<(&'p str, &'p str)>,
}

impl<'p> LineParts<'p> {
    fn of(response: &'p Response) -> Self {
        let lines = || response.body.iter().filter_map(ResponseBody::lines);
        let numbered = lines().flat_map(|lines| &lines.numbered);
        LineParts {
            skip: lines()
                .flat_map(|lines| &lines.skip)
                .map(String::as_str)
                .collect(),
            numbered: numbered
                .map(|line| (line.before.as_str(), line.after.as_str()))
                .collect(),
        }
    }
}

fn body_format<'t>(
    body: &'t ResponseBody,
    (parts, tree): (&'t LineParts<'t>, TreePlaces<'t>),
) -> ReadFormat<'t> {
    match body {
        ResponseBody::Tree(_) => ReadFormat::Tree(tree),
        ResponseBody::Json => ReadFormat::Json,
        ResponseBody::Xml => ReadFormat::Xml,
        ResponseBody::Empty => ReadFormat::Empty,
        ResponseBody::Text => ReadFormat::Text,
        ResponseBody::Scalar => ReadFormat::Scalar,
        ResponseBody::Lines(lines) => ReadFormat::Lines(LineRules {
            assign: &lines.assign,
            trims: lines.trims,
            ignores_case: lines.ignores_case,
            skip: &parts.skip,
            end: lines.end.as_deref(),
            numbered: &parts.numbered,
            section: lines
                .section
                .as_ref()
                .map(|section| (section.open.as_str(), section.close.as_str())),
        }),
    }
}
