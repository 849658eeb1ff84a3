//! Rules about servers, ways to authenticate and credentials.

super::table! {
    ENDPOINT_CHANGED = "endpoint-changed" {
        "an operation goes to another endpoint",
        wire: Breaks, rust: Breaks, mirror: itself,
        "The request goes to other servers, and takes their type and other credentials.",
    }
    SERVER_ADDED = "server-added" {
        "an endpoint has another server",
        wire: Adds, rust: Breaks, mirror: "server-removed",
        "Requests can go to the new server. A `match` that lists every server does not compile.",
    }
    SERVER_REMOVED = "server-removed" {
        "a server is gone",
        wire: Breaks, rust: Breaks, mirror: "server-added",
        "Requests to the server are no longer accepted, and its variant does not exist.",
    }
    SERVER_URL_CHANGED = "server-url-changed" {
        "a server has another URL",
        wire: Breaks, rust: Unaffected, mirror: itself,
        "The old URL may serve something else, or nothing.",
    }
    SERVERS_REORDERED = "servers-reordered" {
        "the servers have another order",
        wire: Unaffected, rust: Differs, mirror: itself,
        "The command sends requests to the first server unless told otherwise, and this may be another one.",
    }
    AUTH_OFFERED = "auth-offered" {
        "a request can be authenticated in another way",
        wire: Adds, rust: Adds, mirror: "auth-withdrawn",
        "The ways that exist still work.",
    }
    AUTH_WITHDRAWN = "auth-withdrawn" {
        "a request can no longer be authenticated in some way",
        wire: Breaks, rust: Breaks, mirror: "auth-offered",
        "The provider refuses requests with these credentials, and their type does not exist or does not fit.",
    }
    CREDENTIALS_DEMANDED = "credentials-demanded" {
        "a request that needed no credentials needs them",
        wire: Breaks, rust: Breaks, mirror: "credentials-dropped",
        "The provider refuses requests without credentials.",
    }
    CREDENTIALS_DROPPED = "credentials-dropped" {
        "a request no longer takes credentials",
        wire: Adds, rust: Breaks, mirror: "credentials-demanded",
        "Requests without credentials are accepted. Callers give credentials that no longer fit.",
    }
    AUTH_REORDERED = "auth-reordered" {
        "the ways to authenticate have another order",
        wire: Unaffected, rust: Unaffected, mirror: itself,
        "Every way still works. The first is the default of the examples only.",
    }
    BODY_CREDENTIALS_CHANGED = "body-credentials-changed" {
        "the body of a request contains credentials, or no longer contains them",
        wire: Unaffected, rust: Breaks, mirror: itself,
        "Writing the body alone takes credentials of another type. What is written is a finding of its own.",
    }
    AUTH_STEPS_CHANGED = "auth-steps-changed" {
        "an authentication writes credentials in another way",
        wire: Breaks, rust: Unaffected, mirror: itself,
        "The provider does not find the credentials of an old request.",
    }
    CREDENTIAL_NEEDED = "credential-needed" {
        "an authentication needs another credential",
        wire: Breaks, rust: Breaks, mirror: "credential-unneeded",
        "The provider refuses requests without it, and callers do not give it.",
    }
    CREDENTIAL_UNNEEDED = "credential-unneeded" {
        "an authentication no longer needs a credential",
        wire: Adds, rust: Breaks, mirror: "credential-needed",
        "Requests without it are accepted. Callers give a field that does not exist.",
    }
    CREDENTIAL_TYPE_CHANGED = "credential-type-changed" {
        "a credential is a number instead of a text, or the reverse",
        wire: Breaks, rust: Breaks, mirror: itself,
        "Callers give a value of another type.",
    }
    CREDENTIAL_DEFAULT_CHANGED = "credential-default-changed" {
        "another value is sent where the caller gives no credential",
        wire: Redefines, rust: Unaffected, mirror: itself,
        "The same call authenticates as somebody else.",
    }
    CREDENTIAL_DEFAULT_ADDED = "credential-default-added" {
        "a credential has a default",
        wire: Adds, rust: Breaks, mirror: "credential-default-removed",
        "The caller may leave it out, so that its type becomes an `Option`.",
    }
    CREDENTIAL_DEFAULT_REMOVED = "credential-default-removed" {
        "a credential has no default any more",
        wire: Breaks, rust: Breaks, mirror: "credential-default-added",
        "Callers that left it out have to give it.",
    }
    CREDENTIAL_BECAME_OPTIONAL = "credential-became-optional" {
        "a credential is optional",
        wire: Adds, rust: Breaks, mirror: "credential-became-required",
        "The caller may leave it out, so that its type becomes an `Option`.",
    }
    CREDENTIAL_BECAME_REQUIRED = "credential-became-required" {
        "a credential is no longer optional",
        wire: Breaks, rust: Breaks, mirror: "credential-became-optional",
        "Callers that left it out have to give it.",
    }
    CREDENTIAL_BECAME_SECRET = "credential-became-secret" {
        "a credential is secret",
        wire: Unaffected, rust: Unaffected, mirror: "credential-no-longer-secret",
        "Reports mask what they showed before.",
    }
    CREDENTIAL_NO_LONGER_SECRET = "credential-no-longer-secret" {
        "a credential is no longer secret",
        wire: Unaffected, rust: Differs, mirror: "credential-became-secret",
        "`Debug` and the command show what they masked before.",
    }
}
