//! Lists the constraints around requests: credentials, servers, authentication and responses.

use wireform_codegen::plan::{BodyTest, Outcome, Response, ResponseBody, Template, Type};

use super::{Rows, suffix, type_name};

impl Rows<'_> {
    pub(super) fn provider(&mut self) {
        let plan = self.plan;
        for endpoint in &plan.endpoints {
            for server in &endpoint.servers {
                self.add(&server.name, "server", &server.url);
            }
        }
        for credential in &plan.credentials {
            self.add(
                &credential.name,
                "credential",
                if credential.secret {
                    "secret"
                } else {
                    "public"
                },
            );
            let kind = if credential.integer.is_some() {
                "integer"
            } else {
                "string"
            };
            self.add(&credential.name, "type", kind);
            let required = if credential.default.is_some() {
                "no"
            } else {
                "yes"
            };
            self.add(&credential.name, "required", required);
            if let Some(default) = &credential.default {
                self.add(&credential.name, "default", default);
            }
            self.text(&credential.name, &credential.text);
        }
        for auth in &plan.auths {
            let named = |template: &Template| {
                let first = template.credentials().next()?;
                Some(format!("$auth.{}", plan.credentials[first].name))
            };
            if auth.headers().next().is_some() {
                self.add(&auth.name, "auth", "headers");
            }
            if auth.basic().is_some() {
                self.add(&auth.name, "auth", "basic");
            }
            if auth.parameters().next().is_some() {
                self.add(&auth.name, "auth", "params");
            }
            if auth.is_in_document() {
                self.add(&auth.name, "auth", "document");
            }
            for (wire, template) in auth.headers().chain(auth.parameters()) {
                if let Some(path) = named(template) {
                    self.add(&path, "wire", wire);
                }
            }
        }
    }

    pub(super) fn response(&mut self, response: &Response) {
        let name = &response.name;
        for status in &response.status {
            self.add(name, "status", status);
        }
        self.add(
            name,
            "outcome",
            match response.outcome {
                Outcome::Success => "success",
                Outcome::Accepted => "accepted",
                Outcome::Failure => "failure",
            },
        );
        if let Some(body) = response.body {
            let body = match body {
                ResponseBody::Json => "json",
                ResponseBody::Xml => "xml",
                ResponseBody::Empty => "empty",
                ResponseBody::Text => "text",
                ResponseBody::Scalar => "scalar",
            };
            self.add(name, "body", body);
        }
        for (place, test) in &response.body_tests {
            match test {
                BodyTest::OneOf(values) => {
                    for value in values {
                        self.add(name, "error", value);
                    }
                }
                BodyTest::Present(false) => self.add(name, "error", format!("{place} absent")),
                BodyTest::Present(true) => {}
                BodyTest::Matches(pattern) => self.add(name, "error", &pattern.source),
            }
        }
        for (code, _) in &response.errors {
            self.add(name, "error", code);
        }
        for (field, _) in &response.fields {
            self.response_field(&format!("{name}.{}", field.name), &field.ty);
        }
    }

    fn response_field(&mut self, path: &str, ty: &Type) {
        self.add(path, "response_field", type_name(ty));
        let Some(object) = ty.object_within() else {
            return;
        };
        let suffix = suffix(ty);
        for field in &self.plan.objects[object].fields {
            self.response_field(&format!("{path}{suffix}{}", field.name), &field.ty);
        }
    }
}
