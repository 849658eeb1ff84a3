//! The page to try a contact, without a browser: what it answers to which request.

use std::net::SocketAddr;

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use wireform_codegen::plan::Plan;
use wireform_codegen::plan_sources;
use wireform_codegen::source::Sources;
use wireform_site::serve::App;

const PORT: u16 = 8080;

/// A page with some of the schemas that ship with wireform.
struct Served(App);

/// A response as received.
struct Received {
    status: StatusCode,
    headers: axum::http::HeaderMap,
    text: String,
}

fn plans(names: &[&str]) -> Vec<Plan> {
    let mut sources = Sources::new();
    for name in names {
        let schema = wireform_schemas::find(name).expect("it ships with wireform");
        sources.add(format!("{name}.yaml"), schema.text);
    }
    let (plans, diagnostics) = plan_sources(&sources);
    assert!(!diagnostics.has_errors());
    plans
}

fn plan_of(schema: &str) -> Vec<Plan> {
    let mut sources = Sources::new();
    sources.add("own.yaml", schema);
    let (plans, diagnostics) = plan_sources(&sources);
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    plans
}

impl Served {
    fn of(plans: Vec<Plan>) -> Served {
        Served(App::new(plans, Vec::new(), PORT).expect("a thread"))
    }

    fn from(&self, peer: &str, request: Request) -> Received {
        let peer: SocketAddr = peer.parse().expect("an address");
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .expect("a runtime");
        runtime.block_on(async {
            let response = self.0.respond(peer, request).await;
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, usize::MAX).await.expect("the body");
            Received {
                status: parts.status,
                headers: parts.headers,
                text: String::from_utf8(body.to_vec()).expect("UTF-8"),
            }
        })
    }

    fn send(&self, request: Request) -> Received {
        self.from("127.0.0.1:5000", request)
    }

    fn get(&self, path: &str) -> Received {
        self.send(request("GET", path, "localhost:8080", &[], ""))
    }

    fn post(&self, form: &str) -> Received {
        let kind = ("content-type", "application/x-www-form-urlencoded");
        self.send(request("POST", "/", "localhost:8080", &[kind], form))
    }
}

fn request(method: &str, path: &str, host: &str, headers: &[(&str, &str)], body: &str) -> Request {
    let mut builder = Request::builder().method(method).uri(path);
    if !host.is_empty() {
        builder = builder.header("host", host);
    }
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    builder
        .body(Body::from(body.to_owned()))
        .expect("a request")
}

/// Returns the markup from the element with an identifier to the next end tag of a kind.
fn part<'t>(text: &'t str, id: &str, end: &str) -> &'t str {
    let at = text
        .find(&format!("id=\"{id}\""))
        .unwrap_or_else(|| panic!("no {id}"));
    let rest = &text[at..];
    &rest[..rest.find(end).expect("an end tag")]
}

/// Returns the start tag of the element with an identifier.
fn tag<'t>(text: &'t str, id: &str) -> &'t str {
    let id = format!("id=\"{id}\"");
    let at = text.find(&id).unwrap_or_else(|| panic!("no {id}"));
    let begin = text[..at].rfind('<').expect("a tag");
    &text[begin..at + text[at..].find('>').expect("an end")]
}

/// Returns the notes about an input.
fn notes<'t>(text: &'t str, input: &str) -> &'t str {
    part(text, &format!("{input}-notes"), "</ul>")
}

#[test]
fn two_schemas_of_one_name_are_not_served() {
    let twice = [plans(&["hostcontrol"]), plans(&["hostcontrol"])].concat();
    let error = App::new(twice, Vec::new(), PORT).expect_err("they would have one page");
    assert_eq!(
        error.to_string(),
        "two schemas are called hostcontrol; rename one of the files"
    );
}

#[test]
fn the_first_page_tries_a_sample_with_every_provider() {
    let names: Vec<&str> = wireform_schemas::every()
        .map(|schema| schema.name)
        .collect();
    let served = Served::of(plans(&names));
    let page = served.get("/");
    assert_eq!(page.status, StatusCode::OK);
    for name in names {
        assert!(
            page.text.contains(&format!("id=\"result.{name}.")),
            "{name}"
        );
    }
    // One answer of the mock for each request that can be sent, and each of them is a success.
    let requests = page.text.matches("-request\"").count();
    let answers = page.text.matches("(success)").count() + page.text.matches("(accepted)").count();
    assert!(
        requests >= 7 && requests == answers,
        "{requests} requests, {answers} answers"
    );
    let empty = served.get("/?empty");
    assert!(empty.text.contains("name=\"datum.name\"") && !empty.text.contains("Jane Doe"));
}

#[test]
fn every_identifier_is_unique_and_every_reference_has_its_target() {
    let names: Vec<&str> = wireform_schemas::every()
        .map(|schema| schema.name)
        .collect();
    let page = Served::of(plans(&names)).get("/").text;
    let values = |attribute: &str| -> Vec<String> {
        let begin = format!(" {attribute}=\"");
        let parts = page.split(&begin).skip(1);
        let parts = parts.filter_map(|part| part.split_once('"'));
        parts.map(|(value, _)| value.to_owned()).collect()
    };
    let mut ids = values("id");
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert!(count == ids.len() && count > 500, "{count} identifiers");
    let links = values("href").into_iter();
    let links = links.filter_map(|it| it.strip_prefix('#').map(str::to_owned));
    let described = values("aria-describedby").into_iter();
    let described = described.flat_map(|it| it.split(' ').map(str::to_owned).collect::<Vec<_>>());
    let named = ["for", "list", "aria-labelledby"]
        .into_iter()
        .flat_map(values);
    for target in links.chain(described).chain(named) {
        assert!(ids.contains(&target), "nothing is {target}");
    }
}

#[test]
fn violations_are_beside_their_inputs_for_all_providers() {
    let served = Served::of(plans(&["realtime-register", "namebay", "hostcontrol"]));
    let form = "chosen=realtime-register&chosen=namebay&agree=yes&datum.city=K%C3%B6ln&datum.email=no%20address\
                &datum.voice=%2B4922112345678&set.realtime-register.customer=acme&set.realtime-register.handle=jane\
                &set.namebay.contact_id=&set.namebay.password=geheim-4711";
    let page = served.post(form);
    assert_eq!(page.status, StatusCode::OK);
    let city = notes(&page.text, "datum.city");
    assert!(
        city.contains("ö") && city.contains("Namebay") && !city.contains("Realtime"),
        "{city}"
    );
    let email = notes(&page.text, "datum.email");
    assert!(
        email.contains("Namebay") && email.contains("Realtime Register"),
        "{email}"
    );
    let voice = notes(&page.text, "datum.voice");
    assert!(
        voice.contains("sent as +49.22112345678, phone_dot"),
        "{voice}"
    );
    let own = notes(&page.text, "set.namebay.contact_id");
    assert!(own.contains("class=\"warn\""), "{own}");
    let short = served
        .post("chosen=realtime-register&set.realtime-register.handle=x")
        .text;
    let handle = notes(&short, "set.realtime-register.handle");
    assert!(handle.contains(">has 1 character"), "{handle}");
    let input = tag(&page.text, "datum.city");
    assert!(input.contains("aria-invalid=\"true\""), "{input}");
    assert!(page.text.contains("0 of 2 operations take the contact."));
    assert!(page.text.contains("<a href=\"#datum.city\">City</a>"));
    assert!(
        !page.text.contains("result.hostcontrol."),
        "it is not chosen"
    );
}

#[test]
fn an_accepted_contact_has_its_request_with_masked_secrets_and_the_answer() {
    let served = Served::of(plans(&["realtime-register"]));
    let page = served.post(
        "chosen=realtime-register&datum.city=Zwolle&set.realtime-register.customer=acme&set.realtime-register.handle=jane",
    );
    let id = "result.realtime-register.contact_update";
    let request = part(&page.text, &format!("{id}-request"), "</pre>");
    assert!(
        request.contains("POST /v2/customers/acme/contacts/jane/update HTTP/1.1"),
        "{request}"
    );
    assert!(request.contains("Authorization: ***"), "{request}");
    assert!(
        request.contains("{&quot;city&quot;:&quot;Zwolle&quot;}"),
        "{request}"
    );
    let answer = part(&page.text, &format!("{id}-answer"), "</pre>");
    assert!(
        answer.contains("updated (success)") && answer.contains("HTTP/1.1 200"),
        "{answer}"
    );
}

#[test]
fn the_json_is_the_contact_after_its_submission() {
    let served = Served::of(plans(&["realtime-register"]));
    let page = served.post(
        "edited=json&datum.city=Zwolle&json=%7B%22name%22%3A%22Jane%22%2C%22street%22%3A%5B%22a%22%2C%22b%22%5D%7D",
    );
    assert!(tag(&page.text, "datum.name").contains("value=\"Jane\""));
    assert!(tag(&page.text, "datum.city").contains("value=\"\""));
    assert!(part(&page.text, "datum.street", "</textarea>").ends_with(">\na\nb"));
    let page = served.post("edited=json&json=%7B%22nam%22%3A%22Jane%22%7D");
    let wrong = notes(&page.text, "json");
    assert!(
        wrong.contains("line 1, column 2") && wrong.contains("did you mean `name`?"),
        "{wrong}"
    );
    // A name that is near no datum may be a value in the wrong place.
    let page = served.post("edited=json&json=%7B%22Jane%20Doe%2C%20Hauptstr.%201%22%3Anull%7D");
    let wrong = notes(&page.text, "json");
    assert!(
        wrong.contains("the data are: kind") && !wrong.contains("Jane"),
        "{wrong}"
    );
}

#[test]
fn markup_in_any_value_is_text() {
    let served = Served::of(plans(&["realtime-register", "namebay"]));
    let hostile = "%3C%2Ftextarea%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27%3E%3Cimg+src%3Dx%3E";
    let mut form = format!(
        "edited=form&chosen=realtime-register&chosen=namebay&chosen={hostile}&{hostile}={hostile}"
    );
    let page = served.get("/").text;
    let mut names: Vec<&str> = page
        .split(" name=\"")
        .skip(1)
        .filter_map(|it| it.split('"').next())
        .collect();
    names.retain(|name| name.contains('.') || *name == "json");
    assert!(names.len() > 50, "{names:?}");
    for name in names {
        form.push_str(&format!("&{name}={hostile}"));
    }
    for edited in ["form", "json"] {
        let page = served.post(&format!("{form}&edited={edited}")).text;
        assert_eq!(page.matches("<script").count(), 1, "that of the page");
        assert!(!page.contains("<img"));
        assert!(page.contains("&lt;/textarea&gt;&lt;script&gt;"));
    }
}

#[test]
fn strange_forms_are_answered() {
    let served = Served::of(plans(&["namebay"]));
    for form in [
        "",
        "&&&=&=",
        "edited=x&json=null",
        "edited=json&json=[[[[",
        "edited=json&json=%7B%22name%22%3A%22%5Cud800%22%7D",
        "datum.name=%00%FF%0D%0A&chosen=namebay",
        "datum.street=%0A%0A%0A&datum.kind=x&datum.birth_date=0&chosen=namebay&fact.namebay.tlds=%2C%2C&fact.namebay.holder=x",
        "chosen=nobody&set.nobody.x=1",
    ] {
        assert_eq!(served.post(form).status, StatusCode::OK, "{form}");
    }
    let deep = format!("edited=json&json={}", "[".repeat(100_000));
    assert_eq!(served.post(&deep).status, StatusCode::OK);
}

#[test]
fn only_this_machine_is_answered() {
    let served = Served::of(plans(&["hostcontrol"]));
    let get = || request("GET", "/", "localhost:8080", &[], "");
    for (peer, status) in [
        ("127.0.0.1:5000", 200),
        ("127.9.9.9:5000", 200),
        ("[::1]:5000", 200),
        ("[::ffff:127.0.0.1]:5000", 200),
        ("192.168.1.2:5000", 403),
        ("[::ffff:192.168.1.2]:5000", 403),
        ("[2001:db8::1]:5000", 403),
    ] {
        assert_eq!(served.from(peer, get()).status, status, "{peer}");
    }
}

#[test]
fn other_hosts_and_other_sites_are_refused() {
    let served = Served::of(plans(&["hostcontrol"]));
    for (host, status) in [
        ("localhost:8080", 200),
        ("127.0.0.1:8080", 200),
        ("evil.example:8080", 403),
        ("localhost:9090", 403),
        ("localhost", 403),
        ("", 403),
    ] {
        let received = served.send(request("GET", "/", host, &[], ""));
        assert_eq!(received.status, status, "{host}");
    }
    let twice = request(
        "GET",
        "/",
        "localhost:8080",
        &[("host", "evil.example")],
        "",
    );
    assert_eq!(served.send(twice).status, 403);
    let absolute = request("GET", "http://evil.example/", "localhost:8080", &[], "");
    assert_eq!(served.send(absolute).status, 403);
    let kind = ("content-type", "application/x-www-form-urlencoded");
    for (header, status) in [
        (("origin", "http://localhost:8080"), 200),
        (("origin", "https://localhost:8080"), 403),
        (("origin", "http://evil.example"), 403),
        (("origin", "null"), 403),
        (("sec-fetch-site", "same-origin"), 200),
        (("sec-fetch-site", "cross-site"), 403),
    ] {
        let received = served.send(request(
            "POST",
            "/",
            "localhost:8080",
            &[kind, header],
            "a=b",
        ));
        assert_eq!(received.status, status, "{header:?}");
        assert!(
            received
                .headers
                .get("access-control-allow-origin")
                .is_none()
        );
    }
}

#[test]
fn every_response_has_the_headers_that_keep_it_here() {
    let served = Served::of(plans(&["hostcontrol"]));
    for received in [
        served.get("/"),
        served.get("/style.css"),
        served.get("/try.js"),
        served.get("/nothing"),
        served.send(request("GET", "/", "evil.example", &[], "")),
    ] {
        let header = |name: &str| received.headers.get(name).and_then(|it| it.to_str().ok());
        let policy = header("content-security-policy").expect("a policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"));
        assert_eq!(header("x-content-type-options"), Some("nosniff"));
        assert_eq!(header("cache-control"), Some("no-store"));
        assert!(header("access-control-allow-origin").is_none());
    }
    // The policy forbids styles and handlers in attributes.
    let page = served.get("/").text;
    for forbidden in [
        " style=",
        " onclick=",
        " onload=",
        "href=\"http",
        "src=\"http",
        "//",
    ] {
        let found = page.split('>').filter_map(|part| part.rsplit_once('<'));
        let mut tags = found.map(|(_, tag)| tag);
        assert!(tags.all(|tag| !tag.contains(forbidden)), "{forbidden}");
    }
}

#[test]
fn what_is_no_form_is_refused() {
    let served = Served::of(plans(&["hostcontrol"]));
    let post = |kind: &str, body: &str| {
        let kind = ("content-type", kind);
        served
            .send(request("POST", "/", "localhost:8080", &[kind], body))
            .status
    };
    assert_eq!(
        post("application/json", "{}"),
        StatusCode::UNSUPPORTED_MEDIA_TYPE
    );
    assert_eq!(
        post("text/plain", "a=b"),
        StatusCode::UNSUPPORTED_MEDIA_TYPE
    );
    let form = "application/x-www-form-urlencoded";
    assert_eq!(
        post(&format!("{form}; charset=UTF-8"), "a=b"),
        StatusCode::OK
    );
    assert_eq!(
        post(form, &"a".repeat(300 << 10)),
        StatusCode::PAYLOAD_TOO_LARGE
    );
    let delete = request("DELETE", "/", "localhost:8080", &[], "");
    assert_eq!(served.send(delete).status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(served.get("/../etc/passwd").status, StatusCode::NOT_FOUND);
}

#[test]
fn a_schema_without_servers_examples_and_responses_can_be_tried() {
    let served = Served::of(plan_of(
        r#"
wireform: 1
provider: { name: Own }
credentials: { api_key: { secret: true } }
auth: { key: { headers: { Authorization: 'Key $api_key' } } }
endpoints: { api: { servers: {}, auth: [key] } }
operations:
  contact_create:
    http: POST /contacts/{handle}
    body: json
    update: none
    params: { handle: { type: string, required: true } }
    fields: { city: { type: string, maxLength: 4, means: city } }
"#,
    ));
    let page = served
        .post("chosen=own&datum.city=Ulm&set.own.handle=jane")
        .text;
    let request = part(&page, "result.own.contact_create-request", "</pre>");
    assert!(
        request.contains("POST /contacts/jane HTTP/1.1\nHost: provider.example"),
        "{request}"
    );
    assert!(
        request.contains("Authorization: ***") && !request.contains("Key"),
        "{request}"
    );
    let page = served
        .post("chosen=own&datum.city=Zwolle&set.own.handle=jane")
        .text;
    assert!(notes(&page, "datum.city").contains("Own"), "{page}");
}

#[test]
fn the_sentence_of_a_rule_stays_as_the_schema_has_it() {
    let served = Served::of(plan_of(
        r#"
wireform: 1
provider: { name: Joker }
endpoints: { api: { servers: {} } }
operations:
  contact_create:
    http: POST /contacts
    body: json
    update: none
    fields:
      city: { type: string, means: city, pattern: '[a-z]*', dialect: ecma }
      state: { type: string, means: sp }
    rules:
      no_state: { when: { city: { present: true } }, forbidden: [state], says: The state is set by Joker.com. }
"#,
    ));
    let page = served.post("chosen=own&datum.city=ulm&datum.state=BW").text;
    let state = notes(&page, "datum.state");
    assert!(state.contains("is set by Joker.com."), "{state}");
    let page = served.post("chosen=own&datum.city=ULM").text;
    let city = notes(&page, "datum.city");
    assert!(city.contains("not accepted; it takes"), "{city}");
}

#[test]
fn what_is_about_no_single_input_is_beside_none() {
    let served = Served::of(plan_of(
        r#"
wireform: 1
provider: { name: Own }
endpoints: { api: { servers: {} } }
operations:
  contact_create:
    http: POST /contacts
    body: json
    update: none
    fields:
      city: { type: string, means: city }
      state: { type: string, means: sp }
    rules:
      something: { at_least_one: [city, state], says: Give a city or a state. }
    responses:
      done: { match: { status: 200 }, outcome: success, body: empty }
"#,
    ));
    let page = served.post("chosen=own").text;
    assert!(!notes(&page, "datum.city").contains("Give a city"));
    assert!(!notes(&page, "datum.state").contains("Give a city"));
    assert!(part(&page, "summary", "</ul></div>").contains("Give a city"));
    let page = served.post("chosen=own&datum.city=Ulm").text;
    assert!(page.contains("The answer has no body."), "{page}");
    let page = served.post("datum.city=Ulm").text;
    assert!(
        part(&page, "says", "</p>").contains("No provider"),
        "{page}"
    );
    assert!(tag(&page, "says").contains("class=\"quiet\""), "{page}");
}

/// A schema with two formats, and with an operation that reads a contact.
const READABLE: &str = r#"
wireform: 1
provider: { name: Own }
endpoints: { api: { servers: {} } }
operations:
  contact_update:
    http: POST /contacts/{id}
    bindings:
      json: { body: json }
      form: { body: form, description: For old clients. }
    update: patch
    params: { id: { type: string, required: true } }
    fields:
      city: { type: string, means: city }
      state: { type: string, means: sp }
  contact_info:
    http: GET /contacts/{id}
    update: none
    params: { id: { type: string, required: true } }
    responses:
      found:
        match: { status: 200 }
        outcome: success
        body: json
        fields: { city: { type: string, means: city }, state: { type: string, means: sp } }
"#;

#[test]
fn the_chosen_format_is_that_of_the_request() {
    let served = Served::of(plan_of(READABLE));
    let request = |binding: &str| {
        let form = format!("chosen=own&datum.city=Ulm&set.own.id=1{binding}");
        let page = served.post(&form).text;
        part(&page, "result.own.contact_update-request", "</pre>").to_owned()
    };
    assert!(request("").ends_with("{&quot;city&quot;:&quot;Ulm&quot;}</code>"));
    let form = request("&binding.own.contact_update=form");
    assert!(form.ends_with("city=Ulm</code>"), "{form}");
    // What is no format is the default one.
    assert_eq!(request("&binding.own.contact_update=%3Cb%3E"), request(""));
    let page = served
        .post("chosen=own&binding.own.contact_update=form")
        .text;
    let input = part(&page, "binding.own.contact_update", "</select>");
    assert!(
        input.contains("<option value=\"form\" selected title=\"For old clients.\">"),
        "{input}"
    );
}

#[test]
fn only_what_differs_from_the_contact_as_read_is_sent() {
    let served = Served::of(plan_of(READABLE));
    let page = |city: &str, read: &str| {
        let form =
            format!("chosen=own&datum.city={city}&datum.state=BW&set.own.id=1&read.own={read}");
        served.post(&form).text
    };
    let read = "%7B%22city%22%3A%22Ulm%22%2C%22state%22%3A%22BW%22%7D";
    let changed = page("Bonn", read);
    let request = part(&changed, "result.own.contact_update-request", "</pre>");
    assert!(
        request.ends_with("{&quot;city&quot;:&quot;Bonn&quot;}</code>"),
        "{request}"
    );
    assert!(notes(&changed, "read.own").contains("read: city, state"));
    let same = page("Ulm", read);
    let result = part(&same, "result.own.contact_update", "</article>");
    assert!(
        result.contains("no change") && result.contains("Nothing differs"),
        "{result}"
    );
    assert!(!result.contains("-request"), "{result}");
    let message = format!("HTTP/1.1%20200%20OK%0D%0A%0D%0A{read}");
    assert!(page("Ulm", &message).contains("Nothing differs"));
    for (read, wrong) in [
        ("HTTP/1.1%20404%20No%0D%0A%0D%0A", "fits no case"),
        ("HTTP/1.1%20200%20OK%0D%0A", "cut off"),
        ("%3Cscript%3E", "fits no case"),
    ] {
        let page = page("Ulm", read);
        let found = notes(&page, "read.own");
        assert!(found.contains(wrong), "{read}: {found}");
        assert!(tag(&page, "read.own").contains("aria-invalid=\"true\""));
        // The contact is tried without it.
        let request = part(&page, "result.own.contact_update-request", "</pre>");
        assert!(request.contains("Ulm"), "{request}");
    }
}

#[test]
fn a_contact_in_the_address_is_not_tried() {
    let served = Served::of(plan_of(READABLE));
    // An address stays in the history of a browser, so a form is only read from a body.
    let page = served.get("/?datum.city=Planted&chosen=own&set.own.id=1");
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text.contains("Planted") && page.text.contains("Jane Doe"));
    let empty = served.get("/?empty&datum.city=Planted");
    assert!(!empty.text.contains("Planted"), "{}", empty.text);
}

#[test]
fn every_link_to_the_reference_leads_to_something_in_it() {
    let names: Vec<&str> = wireform_schemas::every().map(|it| it.name).collect();
    let served = Served::of(plans(&names));
    let moved = served.get("/reference");
    assert_eq!(moved.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(moved.headers["location"], "/reference/");
    let index = served.get("/reference/");
    assert!(index.text.contains("href=\"../\""), "it leads back");
    let mut pages: Vec<(String, String)> = Vec::new();
    let page = served.get("/").text;
    let targets = page.split("href=\"reference/").skip(1);
    let mut count = 0;
    for target in targets.filter_map(|it| it.split('"').next()) {
        let Some((file, id)) = target.split_once('#') else {
            continue;
        };
        if !pages.iter().any(|(known, _)| known == file) {
            let received = served.get(&format!("/reference/{file}"));
            assert_eq!(received.status, StatusCode::OK, "{file}");
            pages.push((file.to_owned(), received.text));
        }
        let found = pages.iter().find(|(known, _)| known == file);
        let (_, text) = found.expect("the page");
        assert!(text.contains(&format!("id=\"{id}\"")), "{target}");
        count += 1;
    }
    assert!(count > 30, "{count} links");
    for (file, kind) in [
        ("style.css", "text/css; charset=utf-8"),
        ("search.js", "text/javascript; charset=utf-8"),
        ("comparison.json", "application/json"),
        ("comparison.csv", "text/csv; charset=utf-8"),
    ] {
        let received = served.get(&format!("/reference/{file}"));
        assert_eq!(received.headers["content-type"], kind, "{file}");
    }
    for path in [
        "/reference/nothing.html",
        "/reference/../style.css",
        "/reference//index.html",
    ] {
        assert_eq!(served.get(path).status, StatusCode::NOT_FOUND, "{path}");
    }
    let post = request("POST", "/reference/", "localhost:8080", &[], "");
    assert_eq!(served.send(post).status, StatusCode::METHOD_NOT_ALLOWED);
}

#[test]
fn secrets_in_the_answer_of_the_mock_are_masked() {
    let served = Served::of(plan_of(
        r#"
wireform: 1
provider: { name: Own }
endpoints: { api: { servers: {} } }
operations:
  contact_create:
    http: POST /contacts
    body: json
    update: none
    fields: { city: { type: string, means: city } }
    responses:
      done:
        match: { status: 200 }
        outcome: success
        body: json
        fields: { pin: { type: string, required: true, secret: true, minLength: 4, maxLength: 9, examples: [geheim] } }
"#,
    ));
    let page = served.post("chosen=own&datum.city=Ulm").text;
    let answer = part(&page, "result.own.contact_create-answer", "</pre>");
    assert!(
        answer.contains("{&quot;pin&quot;:&quot;***&quot;}"),
        "{answer}"
    );
}
