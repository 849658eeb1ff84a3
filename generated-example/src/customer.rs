//! What we know of a customer, in our own words. Nothing here knows how a registrar spells it.

use serde::Deserialize;

/// A customer, and where the contact with the customer's data is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Customer {
    pub(crate) given_name: String,
    pub(crate) family_name: String,
    pub(crate) organization: Option<String>,
    pub(crate) street: Vec<String>,
    pub(crate) postal_code: String,
    pub(crate) city: String,
    pub(crate) state: Option<String>,
    pub(crate) country: String,
    pub(crate) email: String,
    pub(crate) phone: Phone,
    pub(crate) fax: Option<Phone>,
    pub(crate) contact_at: ContactAt,
}

/// A telephone number, in digits.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Phone {
    pub(crate) country_code: String,
    pub(crate) number: String,
}

/// The registrar that holds a contact, and how it knows the contact.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum ContactAt {
    RealtimeRegister {
        customer: String,
        handle: String,
    },
    Autodns {
        id: String,
    },
    /// The same registrar, by the gateway that takes documents of XML.
    AutodnsGateway {
        id: String,
    },
    Namebay {
        contact_id: String,
        siren: Option<String>,
        domains: Vec<String>,
    },
    Hostcontrol {
        id: String,
    },
    Logicboxes {
        contact_id: i64,
        domains: Vec<String>,
    },
    /// All of them have one.
    Everywhere(Box<Places>),
}

/// How each registrar knows its contact of one customer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Places {
    /// Our account at Realtime Register, and the contact's handle there.
    pub(crate) customer: String,
    pub(crate) handle: String,
    pub(crate) autodns: String,
    pub(crate) namebay: String,
    pub(crate) hostcontrol: String,
    pub(crate) logicboxes: i64,
    pub(crate) domains: Vec<String>,
}

impl Customer {
    pub(crate) fn full_name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
    }

    /// The name by which the customer acts.
    pub(crate) fn acts_as(&self) -> String {
        self.organization
            .clone()
            .unwrap_or_else(|| self.full_name())
    }
}

impl Phone {
    /// `+31.384530759`
    pub(crate) fn dotted(&self) -> String {
        format!("+{}.{}", self.country_code, self.number)
    }

    /// `+31384530759`
    pub(crate) fn international(&self) -> String {
        format!("+{}{}", self.country_code, self.number)
    }

    /// `+31-384530759`
    pub(crate) fn dashed(&self) -> String {
        format!("+{}-{}", self.country_code, self.number)
    }
}

impl ContactAt {
    pub(crate) fn registrar(&self) -> &'static str {
        match self {
            ContactAt::RealtimeRegister { .. } => "Realtime Register",
            ContactAt::Autodns { .. } => "AutoDNS",
            ContactAt::AutodnsGateway { .. } => "AutoDNS, by XML",
            ContactAt::Namebay { .. } => "Namebay",
            ContactAt::Hostcontrol { .. } => "HostControl",
            ContactAt::Logicboxes { .. } => "LogicBoxes",
            ContactAt::Everywhere(_) => "all five",
        }
    }
}

/// The top-level domains of some domains, each once and in lower case: a domain is the same in any.
pub(crate) fn tlds(domains: &[String]) -> std::collections::BTreeSet<String> {
    domains
        .iter()
        .filter_map(|domain| domain.rsplit_once('.'))
        .map(|(_, tld)| tld.to_ascii_lowercase())
        .collect()
}
