//! Writes responses.

use super::data;
use super::example::entry;
use super::out::Out;
use crate::plan::{
    BodyPlaces, Literal, Operation, Plan, Response, ResponseBody, ResponseCode, ResponseExample,
    ResponseMatch, ResponsePlace, ResponseSource, Retry, Session, TextPlace, TextSource,
    Violations,
};

/// Writes a case.
pub(super) fn response(out: &mut Out, response: &Response, operation: &Operation, plan: &Plan) {
    out.group(&response.name, |out| {
        out.text("rust", &response.rust);
        out.optional("description", response.description.as_deref());
        matched(out, &response.matched);
        let after = response.after.iter().map(|id| &operation.responses[*id]);
        let after: Vec<String> = after.map(|other| other.name.clone()).collect();
        out.list("after", &after);
        out.text("outcome", response.outcome.word());
        retry(out, &response.retry);
        session(out, response.session);
        out.text("answer", &response.answer.status.to_string());
        out.optional("answer_code", response.answer.code.as_deref());
        let formats = response.body.iter().map(|body| match body.tree() {
            Some(tree) => format!("{} (tree {})", body.word(), plan.trees[tree].name),
            None => body.word().to_owned(),
        });
        out.list("body", &formats.collect::<Vec<_>>());
        let prefixes = response.namespaces.iter().map(|it| {
            let prefix = it.prefix.as_deref();
            prefix.unwrap_or("default").to_owned()
        });
        out.list("namespaces", &prefixes.collect::<Vec<_>>());
        for lines in response.body.iter().filter_map(ResponseBody::lines) {
            out.text("lines", &lines.to_string());
            let numbered = lines.numbered.iter();
            let numbered = numbered.map(|line| format!("{} from {}", line.name(), line.first));
            out.list("numbered", &numbered.collect::<Vec<_>>());
        }
        out.section("fields", &response.fields, |out, field| {
            data::field(out, &field.field, plan);
            out.depth += 1;
            source(out, &field.source);
            out.depth -= 1;
        });
        text(out, "code", response.code.as_ref());
        out.section("codes", &response.codes, code);
        out.optional("code_enum", response.code_enum.as_deref());
        text(out, "message", response.message.as_ref());
        violations(out, response.violations.as_ref());
        out.section("examples", &response.examples, example);
        out.optional("page", response.page.as_deref());
    });
}

fn matched(out: &mut Out, matched: &ResponseMatch) {
    let statuses = matched.statuses.iter().map(ToString::to_string);
    out.list("status", &statuses.collect::<Vec<_>>());
    out.section("headers", &matched.headers, |out, (name, test)| {
        out.text(name, &test.to_string());
    });
    out.section("match", &matched.body, |out, test| {
        out.group(&test.test.to_string(), |out| places(out, &test.at));
    });
    out.list("match_code", &matched.codes);
}

fn retry(out: &mut Out, retry: &Retry) {
    match retry {
        Retry::Never => {}
        Retry::Safe => out.text("retry", "safe"),
        Retry::Later => out.text("retry", "later"),
        Retry::After(header) => out.text("retry", &format!("after {header}")),
        Retry::AfterField { name, places: at } => {
            out.group(&format!("retry after field {name}"), |out| places(out, at));
        }
    }
}

fn session(out: &mut Out, session: Session) {
    match session {
        Session::Keep => {}
        Session::Expired | Session::Closed => out.text("session", session.word()),
    }
}

pub(super) fn places(out: &mut Out, places: &BodyPlaces) {
    list(out, "json", &places.json);
    list(out, "xml", &places.xml);
}

fn list(out: &mut Out, key: &str, places: &[ResponsePlace]) {
    let places: Vec<String> = places.iter().map(ToString::to_string).collect();
    out.list(key, &places);
}

fn source(out: &mut Out, source: &ResponseSource) {
    match source {
        ResponseSource::Header(name) => out.text("header", name),
        ResponseSource::Cookie(name) => out.text("cookie", name),
        ResponseSource::Text => out.text("text", "body"),
        ResponseSource::Body { json, xml } => {
            if let Some(json) = json {
                list(out, "json", &json.places);
                spellings(out, &json.values);
                let style = json.list.as_ref().map(|list| format!("{list:?}"));
                out.optional("list", style.as_deref());
            }
            if let Some(xml) = xml {
                list(out, "xml", &xml.places);
                spellings(out, &xml.values);
                let style = xml.list.as_ref().map(|list| format!("{list:?}"));
                out.optional("list", style.as_deref());
            }
        }
    }
}

fn spellings(out: &mut Out, values: &[(String, Literal)]) {
    out.section("values", values, |out, (value, spelling)| {
        out.text(value, &format!("{spelling:?}"));
    });
}

fn text(out: &mut Out, key: &str, source: Option<&TextSource>) {
    let Some(source) = source else { return };
    out.group(key, |out| {
        for place in &source.places {
            match place {
                TextPlace::Header(name) => out.text("header", name),
                TextPlace::Body(body) => places(out, body),
            }
        }
        out.optional("after", source.after.as_deref());
        out.optional("before", source.before.as_deref());
    });
}

fn code(out: &mut Out, code: &ResponseCode) {
    out.group(&code.code, |out| {
        out.text("rust", &code.rust);
        out.optional("description", code.description.as_deref());
        out.optional("outcome", code.outcome.map(|outcome| outcome.word()));
        if let Some(own) = &code.retry {
            out.text("retry", &format!("{own:?}").to_lowercase());
        }
        out.optional("session", code.session.map(|session| session.word()));
    });
}

fn violations(out: &mut Out, violations: Option<&Violations>) {
    match violations {
        None => {}
        Some(Violations::Tree(tree)) => out.group("violations_tree", |out| places(out, tree)),
        Some(Violations::Each {
            items,
            path,
            code,
            message,
            nested,
        }) => out.group("violations", |out| {
            let parts = [
                ("items", items),
                ("path", path),
                ("code", code),
                ("message", message),
                ("nested", nested),
            ];
            for (key, part) in parts {
                out.group(key, |out| places(out, part));
            }
        }),
    }
}

fn example(out: &mut Out, example: &ResponseExample) {
    out.group(&example.name, |out| {
        out.text("rust", &example.rust);
        out.optional("description", example.description.as_deref());
        out.text("status", &example.status.to_string());
        out.section("headers", &example.headers, |out, (name, value)| {
            out.text(name, value);
        });
        out.text("body", &example.body);
        out.section("values", &example.values, entry);
        out.optional("code", example.code.as_deref());
        out.optional("message", example.message.as_deref());
        if let Some(violations) = &example.violations {
            out.list("violations", violations);
        }
        out.optional("page", example.page.as_deref());
    });
}
