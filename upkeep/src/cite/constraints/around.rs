//! Lists the constraints around requests: credentials, servers, authentication and responses.

use wireform_codegen::plan::{PlaceTest, Response, Template, Type};

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
            let required = if credential.can_be_omitted() {
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
            if auth.is_signed() {
                self.add(&auth.name, "auth", "steps");
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
        for status in &response.matched.statuses {
            self.add(name, "status", status.to_string());
        }
        self.add(name, "outcome", response.outcome.word());
        for body in &response.body {
            self.add(name, "body", body.word());
        }
        for test in &response.matched.body {
            match &test.test {
                PlaceTest::Present(false) => self.add(name, "error", format!("{} absent", test.at)),
                PlaceTest::Present(true) => {}
                PlaceTest::Any(test) | PlaceTest::Every(test) => {
                    for value in &test.one_of {
                        self.add(name, "error", value);
                    }
                    if let Some(pattern) = &test.matches {
                        self.add(name, "error", &pattern.source);
                    }
                    for bound in test.minimum.iter().chain(&test.maximum) {
                        self.add(name, "error", bound.to_string());
                    }
                }
            }
        }
        for code in &response.codes {
            self.add(name, "error", &code.code);
        }
        for field in &response.fields {
            self.response_field(&format!("{name}.{}", field.field.name), &field.field.ty);
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
