//! Our accounts at the registrars. Credentials come from the environment. If one is missing, the example uses a sample,
//! because it sends nothing.

use std::env;

use wireform::Violations;

use crate::registrars::{autodns, hostcontrol, logicboxes, namebay, realtime_register};

pub(crate) fn realtime_register() -> Result<realtime_register::ApiCredentials, Violations> {
    realtime_register::ApiCredentials::new(realtime_register::KeyAuth {
        api_key: &credential("REALTIME_REGISTER_API_KEY"),
    })
}

pub(crate) fn autodns() -> Result<autodns::ApiCredentials, Violations> {
    autodns::ApiCredentials::new(autodns::BasicAuth {
        user: &credential("AUTODNS_USER"),
        password: &credential("AUTODNS_PASSWORD"),
        context: None,
    })
}

pub(crate) fn autodns_gateway() -> Result<autodns::GatewayCredentials, Violations> {
    autodns::GatewayCredentials::new(autodns::GatewayAuth {
        user: &credential("AUTODNS_USER"),
        password: &credential("AUTODNS_PASSWORD"),
        context: None,
    })
}

pub(crate) fn namebay() -> Result<namebay::ApiCredentials, Violations> {
    namebay::ApiCredentials::new(namebay::AccountAuth {
        login: &credential("NAMEBAY_LOGIN"),
        password: &credential("NAMEBAY_PASSWORD"),
    })
}

pub(crate) fn hostcontrol() -> Result<hostcontrol::ApiCredentials, Violations> {
    hostcontrol::ApiCredentials::new(hostcontrol::BasicAuth {
        api_username: &credential("HOSTCONTROL_USERNAME"),
        api_key: &credential("HOSTCONTROL_API_KEY"),
    })
}

pub(crate) fn logicboxes() -> Result<logicboxes::ApiCredentials, Violations> {
    logicboxes::ApiCredentials::new(logicboxes::KeyAuth {
        auth_userid: number("LOGICBOXES_USERID"),
        api_key: &credential("LOGICBOXES_API_KEY"),
    })
}

/// The password of a contact at Namebay, which is not the account's.
pub(crate) fn contact_password() -> String {
    env::var("NAMEBAY_CONTACT_PASSWORD").unwrap_or_else(|_| "sample-1".to_owned())
}

/// Returns a credential from the environment, or a sample.
fn credential(variable: &str) -> String {
    env::var(variable).unwrap_or_else(|_| "sample".to_owned())
}

/// Returns a credential that is a number.
fn number(variable: &str) -> i64 {
    env::var(variable)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1)
}
