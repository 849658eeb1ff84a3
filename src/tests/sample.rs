// A small request, as generated code has it: what tests and documentation try things on.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use wireform::__rt::{
    Body, Check, Classes, HttpBuilder, Index, Items, Matcher, Path, Pattern, Place, Table, Text,
    Token, Truth, json, xml,
};
use wireform::{
    ApiRequest, CustomServer, Fact, Field, HttpRequest, KnownEnum, Open, Patch, Policy, Rule,
    Secret, Server, Violations,
};

/// Changes a contact.
#[derive(Clone, PartialEq, Eq)]
pub struct ContactUpdate<'a> {
    /// A path parameter.
    pub handle: Cow<'a, str>,
    /// What can be cleared, by `""`.
    pub organization: Patch<Cow<'a, str>>,
    /// What can't be cleared.
    pub voice: Option<Cow<'a, str>>,
    /// A list.
    pub address_line: Option<Vec<Cow<'a, str>>>,
    /// An enum.
    pub gender: Option<Open<'a, Gender>>,
}

impl<'a> ContactUpdate<'a> {
    /// An update that keeps everything.
    pub fn new(handle: impl Into<Cow<'a, str>>) -> Self {
        ContactUpdate {
            handle: handle.into(),
            organization: Patch::Keep,
            voice: None,
            address_line: None,
            gender: None,
        }
    }
}

/// The documented values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// Female.
    Female,
    /// Male.
    Male,
}

impl KnownEnum for Gender {
    const VALUES: &'static [(Self, &'static str)] =
        &[(Gender::Female, "FEMALE"), (Gender::Male, "MALE")];

    fn as_str(self) -> &'static str {
        match self {
            Gender::Female => "FEMALE",
            Gender::Male => "MALE",
        }
    }
}

/// The fields, for policies.
pub mod field {
    use super::{ContactUpdate, Field};

    /// `organization`
    pub const ORGANIZATION: Field<ContactUpdate<'static>> = Field::__new("organization");
    /// `voice`
    pub const VOICE: Field<ContactUpdate<'static>> = Field::__new("voice");
    /// `address_line`
    pub const ADDRESS_LINE: Field<ContactUpdate<'static>> = Field::__new("address_line");
    /// `gender`
    pub const GENDER: Field<ContactUpdate<'static>> = Field::__new("gender");
}

/// The rules, for policies.
pub mod rule {
    use super::{ContactUpdate, Rule};

    /// `fr_voice`
    pub const FR_VOICE: Rule<ContactUpdate<'static>> = Rule::__new("fr_voice");
}

/// What the payload does not carry.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The top-level domains that the contact is used for.
    pub tlds: Fact<BTreeSet<String>>,
}

/// Where it goes.
#[derive(Clone, Debug)]
pub enum ApiServer {
    /// The real thing.
    Production,
    /// Another one.
    Custom(CustomServer),
}

impl Server for ApiServer {
    fn url(&self) -> &str {
        match self {
            ApiServer::Production => "https://api.registrar.example/v1",
            ApiServer::Custom(server) => server.url(),
        }
    }
}

/// Who calls.
#[derive(Clone, Debug)]
pub struct Credentials {
    api_key: Secret,
}

impl Credentials {
    /// # Errors
    /// If a header can't carry the key.
    pub fn new(api_key: impl Into<Secret>) -> Result<Self, Violations> {
        let api_key = api_key.into();
        Check::run(|check| {
            let facets = Text {
                place: Place::HeaderValue,
                xml: true,
                ..Text::ANY
            };
            check.text(
                &Path::field("api_key", "Authorization"),
                api_key.expose(),
                &facets,
            );
        })?;
        Ok(Credentials { api_key })
    }
}

/// How it is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Binding {
    /// As JSON, with the key in a header.
    #[default]
    Json,
    /// As XML, with the key in the document.
    Xml,
}

static VOICE: Pattern = Pattern::new(
    r"\+[0-9]{1,3}\.[0-9]{1,14}",
    // Rows: dead, then "", "+", "+1", "+12", "+123", "+1.", and last the accepting "+1.1"; columns: other, +, digit, dot.
    // The 14 digits at most are left to the length.
    Matcher::Table(Table {
        classes: Classes::ranges(b"\x01++\x0209\x03..", b""),
        next: Cow::Borrowed(
            b"\0\0\0\0\0\0\0\0\
              \0\0\x08\0\0\0\0\0\
              \0\0\0\0\x0c\0\0\0\
              \0\0\0\0\x10\0\x18\0\
              \0\0\0\0\x14\0\x18\0\
              \0\0\0\0\0\0\x18\0\
              \0\0\0\0\x1c\0\0\0\
              \0\0\0\0\x1c\0\0\0",
        ),
        start: 4,
        accept_from: 28,
    }),
);

impl fmt::Debug for ContactUpdate<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.__redacted(f)
    }
}

impl ApiRequest for ContactUpdate<'_> {
    type Context = Context;
    type Server = ApiServer;
    type Credentials = Credentials;
    type BodyCredentials = Credentials;
    type Binding = Binding;
    type __Role = wireform::__rt::Whole;

    const PROVIDER: &'static str = "registrar";
    const OPERATION: &'static str = "contact_update";
    const METHOD: &'static str = "POST";

    fn __check(&self, context: &Context, check: &mut Check<'_>) {
        let handle = Text {
            min_length: Some(3),
            place: Place::PathSegment,
            ..Text::ANY
        };
        check.text(&Path::field("handle", "{handle}"), &self.handle, &handle);
        if let Patch::Set(organization) = &self.organization {
            let facets = Text {
                max_length: Some(20),
                clear_token: true,
                xml: true,
                ..Text::ANY
            };
            let path = Path::field("organization", "/organization");
            check.text(&path, organization, &facets);
        }
        if let Some(voice) = &self.voice {
            let facets = Text {
                max_length: Some(17),
                patterns: &[&VOICE],
                xml: true,
                ..Text::ANY
            };
            check.text(&Path::field("voice", "/voice"), voice, &facets);
        }
        if let Some(lines) = &self.address_line {
            let path = Path::field("address_line", "/addressLine");
            let facets = Items {
                min_items: Some(1),
                max_items: Some(3),
                ..Items::ANY
            };
            check.items(&path, lines.len(), &facets);
            for (index, line) in lines.iter().enumerate() {
                let facets = Text {
                    min_length: Some(1),
                    xml: true,
                    ..Text::ANY
                };
                check.text(&path.index(index, Index::Pointer), line, &facets);
            }
        }
        if let Some(gender) = &self.gender {
            let path = Path::field("gender", "/gender");
            check.open(&path, gender);
            let wire = Text {
                xml: true,
                ..Text::ANY
            };
            check.text(&path, gender.as_str(), &wire);
        }
        if context.tlds.is_missing() {
            check.context_missing("tlds");
        }
        let is_french = context.tlds.test(|tlds| tlds.contains("fr"));
        // The provider keeps what is left out, and nobody here knows whether it is there.
        let has_voice = match &self.voice {
            Some(_) => Truth::True,
            None => Truth::Unknown,
        };
        let holds = is_french.implies(has_voice);
        check.rule(
            "fr_voice",
            holds,
            None,
            "A .fr contact has a telephone number.",
        );
    }

    fn __body(&self, _: Token<Self>, binding: Binding, credentials: &Credentials, body: &mut Body) {
        match binding {
            Binding::Json => {
                let mut object = json::Object::open(body);
                match &self.organization {
                    Patch::Keep => {}
                    Patch::Clear => {
                        object.key(body, "organization");
                        json::string(body, "");
                    }
                    Patch::Set(value) => {
                        object.key(body, "organization");
                        json::string(body, value);
                    }
                }
                if let Some(value) = &self.voice {
                    object.key(body, "voice");
                    json::string(body, value);
                }
                if let Some(values) = &self.address_line {
                    object.key(body, "addressLine");
                    let mut array = json::Array::open(body);
                    for value in values {
                        array.item(body);
                        json::string(body, value);
                    }
                    array.close(body);
                }
                if let Some(value) = &self.gender {
                    object.key(body, "gender");
                    json::string(body, value.as_str());
                }
                object.close(body);
            }
            Binding::Xml => {
                body.raw(xml::DECLARATION);
                body.raw("<request><key>");
                body.secret(|body| xml::text(body, credentials.api_key.expose()));
                body.raw("</key>");
                if let Some(value) = self.organization.value() {
                    body.raw("<organization>");
                    xml::text(body, value);
                    body.raw("</organization>");
                }
                body.raw("</request>");
            }
        }
    }

    fn __http(
        &self,
        token: Token<Self>,
        binding: Binding,
        server: &ApiServer,
        credentials: &Credentials,
    ) -> HttpRequest {
        let mut body = Body::new();
        self.__body(token, binding, credentials, &mut body);
        let mut builder = HttpBuilder::new(Self::METHOD, server.url());
        builder.path("/contacts/");
        builder.path_segment(&self.handle);
        match binding {
            Binding::Json => {
                let value = format!("ApiKey {}", credentials.api_key.expose());
                builder.secret_header("Authorization", &value);
                builder.body("application/json", body);
            }
            Binding::Xml => builder.body("text/xml; charset=utf-8", body),
        }
        builder.finish()
    }

    fn __redacted(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shape = f.debug_struct("ContactUpdate");
        shape.field("handle", &format_args!("***"));
        if !self.organization.is_keep() {
            shape.field("organization", &self.organization.as_ref().map(|_| ()));
        }
        if self.voice.is_some() {
            shape.field("voice", &format_args!("***"));
        }
        shape.finish()
    }

    fn permissions(&self) -> Vec<&'static str> {
        Vec::new()
    }
}

/// The facts of a contact that is used for `.com` only.
pub fn com() -> Context {
    Context {
        tlds: ["com"].into(),
    }
}

/// A policy that waives nothing, for any lifetime of the request.
pub const STRICT: Policy<ContactUpdate<'static>> = Policy::new();
