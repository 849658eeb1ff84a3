//! A customer in the form of our own program, independent of any registrar.

use serde::Deserialize;

/// A customer, and the registrar that has the contact with the customer's data.
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

/// The parts of a telephone number, in digits.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Phone {
    pub(crate) country_code: String,
    pub(crate) number: String,
}

/// The registrar that has a contact, and the identifiers of the contact there.
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
    /// The same registrar, through its XML gateway.
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
    /// A contact at each of the five registrars.
    Everywhere(Box<Places>),
}

/// The identifiers of one customer's contact at each registrar.
#[derive(Clone, Deserialize)]
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

    /// Returns the organization, or the person's name.
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

/// Returns the top-level domains of some domains, each once and in lower case.
pub(crate) fn tlds(domains: &[String]) -> std::collections::BTreeSet<String> {
    domains
        .iter()
        .filter_map(|domain| domain.rsplit_once('.'))
        .map(|(_, tld)| tld.to_ascii_lowercase())
        .collect()
}
