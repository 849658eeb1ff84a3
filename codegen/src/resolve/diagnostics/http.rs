//! The diagnostics of HTTP: methods, paths, headers, servers and authentication.

use std::fmt;

use super::call_words::instead_of_placeholder;
use crate::source::{Quoted, diagnostics};

diagnostics! {
    /// Diagnostics of HTTP.
    enum HttpDiagnostic;

    /// `http` is a method and a path, as in `POST /path/{param}`. The path can be omitted if requests go to the URL of the
    /// server itself. The method is in the IANA registry of HTTP methods, in capitals.
    ///
    /// ```yaml fails
    /// http: get /contacts
    /// ```
    /// ```yaml passes
    /// http: POST /contacts
    /// ```
    Error WF0260 "invalid `http` line" {
        UnknownMethod { method: Quoted, similar: Option<&'static str> }
            "{method} is not a registered HTTP method"
            help if let Some(similar) = similar => "did you mean `{similar}`?"
            help if let None = similar => "write a method and a path, for example `POST /contacts/{{handle}}`";
        PathWithoutSlash { path: Quoted, corrected: Quoted }
            "the path {path} does not start with `/`"
            help "write {corrected}";
        UnclosedParameter
            "a `{{` in the path is not closed"
            help "close it with `}}`";
        BindingPathBesideParameters
            "a binding with a path of its own belongs to an operation without parameters in the path"
            help "remove `path`, or send the parameters elsewhere";
    }

    /// A path consists of unreserved characters, `%XX`, and ``!$&'()*+,;=:@/``. Parameters of the query string are entries of
    /// `params` with `in: query`.
    ///
    /// ```yaml fails
    /// http: POST /contacts?all
    /// ```
    /// ```yaml passes
    /// http: POST /contacts
    /// ```
    Error WF0262 "character not allowed in a path" {
        DotSegment
            "a path must not have the segment `.` or `..`"
            help "remove the segment";
        PathCharacter { character: Quoted, hint: PathHint }
            "the character {character} is not allowed in a path"
            help if let PathHint::Query = hint => "declare parameters of the query string in `params` with `in: query`"
            help if let PathHint::Parameter = hint => "write a parameter as `{{name}}`"
            help if let PathHint::Escape = hint => "write the character as `%XX`";
    }

    /// The name of a header is a token of RFC 9110: letters, digits and ``!#$%&'*+-.^_`|~``.
    ///
    /// ```yaml fails
    /// headers: { 'Accept Language': en }
    /// ```
    /// ```yaml passes
    /// headers: { Accept-Language: en }
    /// ```
    Error WF0263 "invalid header name" {
        HeaderName { name: Quoted }
            "{name} is not the name of a header"
            help "use letters, digits and `-`";
        TimeAsHeader { name: Quoted }
            "{name} is a time, not the name of a header"
            help "name the header in which the provider states the time, for example `Retry-After`";
        WireHeaderName { name: Quoted }
            "{name} is not the name of a header"
            help "give a name with `wire`, of letters, digits and `-`";
        NamelessHeader { field: Quoted }
            "the header of {field} has no name"
            help "give `wire: X-Name`";
    }

    /// The constant value of a header consists of printable ASCII characters, with spaces only inside and without line ends.
    ///
    /// ```yaml fails
    /// headers: { Accept-Language: ' en' }
    /// ```
    /// ```yaml passes
    /// headers: { Accept-Language: en }
    /// ```
    Error WF0264 "invalid header value" {
        HeaderValue
            "the value of a header must be printable ASCII, without spaces at its ends"
            help "remove line ends, spaces at the ends and other characters";
    }

    /// A request must not have two headers with the same name. Case does not matter. `content_type` sets the header
    /// `Content-Type`, and the HTTP client sets `Host` and `Content-Length`.
    ///
    /// ```yaml fails
    /// headers: { Host: api.example }
    /// ```
    /// ```yaml passes
    /// headers: { Accept: application/json }
    /// ```
    Error WF0265 "duplicate header" {
        DuplicateHeader { name: Quoted }
            "the header {name} is set twice"
            help "set it once";
        HeaderOfBasic
            "`basic` already sets the header `Authorization`"
            help "remove one of the two";
        HeaderOfContentType { name: Quoted }
            "the header {name} cannot be set here"
            help "give `content_type`; with `body: text`, a required parameter can have it";
        OptionalContentType { name: Quoted }
            "the parameter for {name} is not required, and a text has a content type"
            help "add `required: true`, or give `content_type`";
        HeaderOfClient { name: Quoted }
            "the header {name} cannot be set here"
            help "remove it, because the HTTP client sets it";
        HeaderOfEntry { other: Quoted }
            "an entry of this map could be the header {other}"
            help "begin the template with a text with which no other header of the operation begins";
    }

    /// The URL of a server has `http://` or `https://`, a host, and an optional path, without query, fragment and user. It
    /// must not end in `/` if paths of operations start with one.
    ///
    /// ```yaml fails
    /// endpoints: { api: { servers: { production: 'ftp://api.example' } } }
    /// ```
    /// ```yaml passes
    /// endpoints: { api: { servers: { production: 'https://api.example' } } }
    /// ```
    Error WF0266 "invalid URL of a server" {
        InvalidServer { problem: ServerProblem }
            "this is not the URL of a server: {problem}"
            help "write `https://host` or `http://host`, with an optional path";
        SlashAtEnd
            "this URL ends in `/`, and the paths of operations start with one"
            help "remove the `/` at the end";
    }

    /// A content type is `type/subtype`, with optional parameters.
    ///
    /// ```yaml fails
    /// content_type: json
    /// ```
    /// ```yaml passes
    /// content_type: application/json
    /// ```
    Error WF0267 "invalid content type" {
        ContentType { text: Quoted }
            "{text} is not a content type"
            help "write, for example, `application/json`";
    }

    /// In an authentication method, `$name` stands for a credential. In an envelope, `$field` and `$auth.name` are whole
    /// values, so they cannot be a part of a text. The attributes of a field's element are constants. Write a dollar as
    /// `$$`.
    ///
    /// ```yaml fails
    /// credentials: { key: { secret: true } }
    /// auth: { key: { headers: { X-Key: 'costs 5 $' } } }
    /// ```
    /// ```yaml passes
    /// credentials: { key: { secret: true } }
    /// auth: { key: { headers: { X-Key: '$key' } } }
    /// ```
    Error WF0268 "dollar without a meaning" {
        NotACredential { text: Quoted }
            "{text} is not a credential"
            help "write a credential as `$name`";
        DollarWithoutName
            "no name follows this dollar"
            help "write a dollar as `$$`";
        PlaceholderInAttribute { name: Quoted }
            "{name} would be sent literally"
            help "write a dollar as `$$`, or send the value as a field of its own; attributes of a field's element are constants";
        PlaceholderInHeader { name: Quoted }
            "{name} would be sent literally"
            help if let Some(hint) = instead_of_placeholder(name) => "{hint}"
            help "write a dollar as `$$`; the placeholders of a constant header are `$call.operation`, `$call.now` and `$call.nonce`"
            help "to send a value, declare a parameter with `in: header`";
        PlaceholderInText { name: Quoted }
            "{name} would be sent literally"
            help if let Some(hint) = instead_of_placeholder(name) => "{hint}"
            help "write a dollar as `$$`, and a placeholder other than `$call.operation`, `$call.now` and `$call.nonce` without text around it";
        PlaceholderInConstant { name: Quoted }
            "{name} is no placeholder of a constant"
            help if let Some(hint) = instead_of_placeholder(name) => "{hint}"
            help "write a dollar as `$$`; the placeholders of `const` are `$call.now` and `$call.nonce`, with a format such as `$call.now.unix`";
    }

    /// An authentication method has one of `headers`, `basic` (exactly user and password), `params`, `document` and `steps`.
    ///
    /// ```yaml fails
    /// credentials: { key: { secret: true } }
    /// auth: { key: { description: The key of the customer. } }
    /// ```
    /// ```yaml passes
    /// credentials: { key: { secret: true } }
    /// auth: { key: { headers: { X-Key: '$key' } } }
    /// ```
    Error WF0269 "authentication method without an effect" {
        NoAuthentication { name: Quoted }
            "{name} does not state how to authenticate"
            help "add `headers`, `basic`, `params`, `document` or `steps`";
    }

    /// `auth` of an operation can only select from the authentication methods of its endpoint.
    ///
    /// ```yaml fails
    /// credentials: { key: { secret: true } }
    /// auth: { key: { headers: { X-Key: '$key' } }, session: { headers: { X-Session: '$key' } } }
    /// endpoints: { api: { servers: { production: 'https://api.example' }, auth: [key] } }
    /// operations:
    ///   list: { http: GET /list, auth: [session] }
    /// ```
    /// ```yaml passes
    /// credentials: { key: { secret: true } }
    /// auth: { key: { headers: { X-Key: '$key' } }, session: { headers: { X-Session: '$key' } } }
    /// endpoints: { api: { servers: { production: 'https://api.example' }, auth: [key, session] } }
    /// operations:
    ///   list: { http: GET /list, auth: [session] }
    /// ```
    Error WF0270 "authentication method that the endpoint does not accept" {
        NotOffered { name: Quoted }
            "the endpoint does not accept {name}"
            help "add it to `auth` of the endpoint, or remove it here";
    }

    /// If a schema has several endpoints, each operation names its own with `endpoint`.
    ///
    /// ```yaml fails
    /// endpoints:
    ///   contacts: { servers: { production: 'https://contacts.example' } }
    ///   domains: { servers: { production: 'https://domains.example' } }
    /// http: POST /contacts
    /// ```
    /// ```yaml passes
    /// endpoints:
    ///   contacts: { servers: { production: 'https://contacts.example' } }
    ///   domains: { servers: { production: 'https://domains.example' } }
    /// endpoint: contacts
    /// ```
    Error WF0271 "operation without an endpoint" {
        NoEndpoint { operation: Quoted, known: String }
            "{operation} does not name its endpoint"
            help if let "" = known.as_str() => "declare one under `endpoints`"
            help if let false = known.is_empty() => "give `endpoint`, one of {known}";
    }
}

/// How to fix a character in a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PathHint {
    /// The character starts a query string.
    Query,
    /// The character ends a parameter.
    Parameter,
    /// The character can be written as `%XX`.
    Escape,
}

/// What is wrong with the URL of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ServerProblem {
    Scheme,
    Query,
    Fragment,
    User,
    Host,
    Port,
    DotSegment,
    Character(Quoted),
}

impl fmt::Display for ServerProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Scheme => "it starts with neither `https://` nor `http://`",
            Self::Query => "it has a query",
            Self::Fragment => "it has a fragment",
            Self::User => "it has a user",
            Self::Host => "it has no valid host",
            Self::Port => "its port is not a number",
            Self::DotSegment => "its path has the segment `.` or `..`",
            Self::Character(character) => {
                return write!(f, "its path has the character {character}");
            }
        })
    }
}
