//! Makes the request of a customer's registrar. Returns all violations at once. Only checked data become a request.

use wireform::{ApiRequest, Fact, HttpRequest, Patch, Policy, Valid, Violations};

use crate::account;
use crate::customer::{ContactAt, Customer, Phone, tlds};
use crate::registrars::{autodns, hostcontrol, logicboxes, namebay, realtime_register};

/// A request, and the rules of the registrar that could not be checked.
pub(crate) struct Update {
    pub(crate) request: HttpRequest,
    pub(crate) unchecked: Vec<String>,
}

/// Returns the request that updates the contact, or `None` if the customer has contacts at several registrars.
pub(crate) fn update(customer: &Customer) -> Option<Result<Update, Violations>> {
    Some(match &customer.contact_at {
        ContactAt::Everywhere(_) => return None,
        ContactAt::RealtimeRegister {
            customer: account,
            handle,
        } => realtime_register(customer, account, handle),
        ContactAt::Autodns { id } => autodns(customer, id),
        ContactAt::AutodnsGateway { id } => autodns_gateway(customer, id),
        ContactAt::Namebay {
            contact_id,
            siren,
            domains,
        } => namebay(customer, contact_id, siren.as_deref(), domains),
        ContactAt::Hostcontrol { id } => hostcontrol(customer, id),
        ContactAt::Logicboxes {
            contact_id,
            domains,
        } => logicboxes(customer, *contact_id, domains),
    })
}

/// Makes a partial update. It keeps fields that are left out, so data that the customer does not have are cleared.
fn realtime_register(
    customer: &Customer,
    account: &str,
    handle: &str,
) -> Result<Update, Violations> {
    use realtime_register::{ApiServer, ContactUpdate, DisclosedField};

    let mut update = ContactUpdate::new(account, handle)
        .with_name(customer.full_name())
        .with_address_line(&customer.street)
        .with_postal_code(&customer.postal_code)
        .with_city(&customer.city)
        .with_country(&customer.country)
        .with_email(&customer.email)
        .with_voice(customer.phone.dotted())
        .with_disclosed_fields([DisclosedField::Organization]);
    update.organization = Patch::set_or_clear(customer.organization.as_deref());
    update.state = Patch::set_or_clear(customer.state.as_deref());
    update.fax = Patch::set_or_clear(customer.fax.as_ref().map(Phone::dotted));

    let credentials = account::realtime_register()?;
    let valid = update.valid(&(), &Policy::new())?;
    Ok(sent(
        &valid,
        valid.to_http(&ApiServer::Production, &credentials),
    ))
}

/// Makes a replacement. It deletes fields that are left out, so the literal names every field.
fn autodns(customer: &Customer, id: &str) -> Result<Update, Violations> {
    use autodns::{ApiServer, ContactUpdate};

    let update = ContactUpdate {
        id: id.into(),
        alias: None,
        // The page names no other type.
        r#type: customer.organization.is_none().then(|| "PERSON".into()),
        organization: customer.organization.as_deref().map(Into::into),
        title: None,
        fname: Some((&customer.given_name).into()),
        lname: Some((&customer.family_name).into()),
        address: Some(customer.street.iter().map(Into::into).collect()),
        pcode: Some((&customer.postal_code).into()),
        city: Some((&customer.city).into()),
        state: customer.state.as_deref().map(Into::into),
        country: Some((&customer.country).into()),
        email: Some((&customer.email).into()),
        phone: Some(customer.phone.dashed().into()),
        fax: customer.fax.as_ref().map(|fax| fax.dashed().into()),
        confirm_owner_consent: Some(true),
        protection: None,
        nic_ref: None,
        general_identification_number: None,
        general_identification_authority: None,
        general_identification_date_of_issue: None,
        general_identification_valid_till: None,
        identification_number: None,
        identification_authority: None,
        identification_date_of_issue: None,
        identification_valid_till: None,
        // Only an update of a contact as read keeps members that no field describes.
        undescribed: Default::default(),
    };
    let credentials = account::autodns()?;
    let valid = update.valid(&(), &Policy::new())?;
    Ok(sent(
        &valid,
        valid.to_http(&ApiServer::Production, &credentials),
    ))
}

/// Makes a request to the XML gateway, which spells and nests some fields differently.
fn autodns_gateway(customer: &Customer, id: &str) -> Result<Update, Violations> {
    use autodns::{ContactUpdateXml, GatewayServer};

    let update = ContactUpdateXml {
        id: Some(id.into()),
        alias: None,
        // The page names no other type.
        r#type: customer.organization.is_none().then(|| "PERSON".into()),
        organization: customer.organization.as_deref().map(Into::into),
        title: None,
        fname: Some((&customer.given_name).into()),
        lname: Some((&customer.family_name).into()),
        // The field is one text, and the page does not say how to join several lines.
        address: Some(customer.street.join(", ").into()),
        pcode: Some((&customer.postal_code).into()),
        city: Some((&customer.city).into()),
        state: customer.state.as_deref().map(Into::into),
        country: Some((&customer.country).into()),
        email: Some((&customer.email).into()),
        phone: Some(customer.phone.dashed().into()),
        fax: customer.fax.as_ref().map(|fax| fax.dashed().into()),
        confirm_owner_consent: Some(true),
        protection: None,
        nic_ref: None,
        remarks: None,
        gender: None,
        idnumber: None,
        vatnumber: None,
        trademark_name: None,
        trademark_number: None,
        trademark_country: None,
        trademark_regdate: None,
        trademark_appdate: None,
        companynumber: None,
        birthday: None,
        birthplace: None,
        birthcountry: None,
        reply_to: None,
    };
    let credentials = account::autodns_gateway()?;
    let valid = update.valid(&(), &Policy::new())?;
    Ok(sent(
        &valid,
        valid.to_http(&GatewayServer::Production, &credentials),
    ))
}

/// Makes an XML document. The rules that apply depend on the top-level domains that the contact is used for.
fn namebay(
    customer: &Customer,
    contact_id: &str,
    siren: Option<&str>,
    domains: &[String],
) -> Result<Update, Violations> {
    use namebay::contact_update::Context;
    use namebay::{ApiServer, ContactUpdate, Holder};

    let (street, more) = lines(customer);
    let update = ContactUpdate {
        contact_id: contact_id.into(),
        street: street.into(),
        street2: (!more.is_empty()).then(|| more.join(", ").into()),
        city: (&customer.city).into(),
        pc: (&customer.postal_code).into(),
        sp: customer.state.as_deref().map(Into::into),
        voice: customer.phone.dotted().into(),
        fax: customer.fax.as_ref().map(|fax| fax.dotted().into()),
        email: (&customer.email).into(),
        password: account::contact_password().into(),
        birthday: None,
        place_of_birth: None,
        siren: siren.map(Into::into),
        trademark: None,
        intracom: None,
        duns: None,
        localnumber: None,
        assowaldec: None,
        assocreationdate: None,
        assodeclarationdate: None,
        assopubannounce: None,
        assopubpage: None,
        nexus_purpose: None,
        nexus_cat: None,
        passport: None,
        identitycard: None,
    };
    let holder = match customer.organization {
        Some(_) => Holder::Company,
        None => Holder::Individual,
    };
    let context = Context::new().with_tlds(tlds(domains)).with_holder(holder);
    let credentials = account::namebay()?;
    let valid = update.valid(&context, &Policy::new())?;
    Ok(sent(
        &valid,
        valid.to_http(&ApiServer::Production, &credentials),
    ))
}

/// Makes an update whose page does not say what leaving a field out does, so the literal names every field.
fn hostcontrol(customer: &Customer, id: &str) -> Result<Update, Violations> {
    use hostcontrol::{ApiServer, ContactUpdate, DesignatedAgent};

    let update = ContactUpdate {
        id: id.into(),
        name: Some(customer.full_name().into()),
        organization: customer.organization.as_deref().map(Into::into),
        email_address: Some((&customer.email).into()),
        address: Some(customer.street.iter().map(Into::into).collect()),
        zip_code: Some((&customer.postal_code).into()),
        state: customer.state.as_deref().map(Into::into),
        city: Some((&customer.city).into()),
        country: Some((&customer.country).into()),
        voice: Some(customer.phone.dotted().into()),
        fax: Patch::set_or_clear(customer.fax.as_ref().map(Phone::dotted)),
        designated_agent: Some(DesignatedAgent::Both.into()),
    };
    let credentials = account::hostcontrol()?;
    let valid = update.valid(&(), &Policy::new())?;
    Ok(sent(
        &valid,
        valid.to_http(&ApiServer::Production, &credentials),
    ))
}

/// Makes a call of the old platform, which the registrar no longer supports.
#[allow(deprecated, reason = "to show what becomes of a withdrawn call")]
fn logicboxes(
    customer: &Customer,
    contact_id: i64,
    domains: &[String],
) -> Result<Update, Violations> {
    use logicboxes::contact_update::Context;
    use logicboxes::{ApiServer, ContactUpdate};

    let (street, more) = lines(customer);
    let update = ContactUpdate {
        contact_id,
        name: customer.full_name().into(),
        company: customer.acts_as().into(),
        email: (&customer.email).into(),
        address_line_1: street.into(),
        address_line_2: more.first().map(Into::into),
        address_line_3: more.get(1).map(Into::into),
        city: (&customer.city).into(),
        state: customer.state.as_deref().map(Into::into),
        country: (&customer.country).into(),
        zipcode: (&customer.postal_code).into(),
        phone_cc: (&customer.phone.country_code).into(),
        phone: (&customer.phone.number).into(),
        fax_cc: customer.fax.as_ref().map(|fax| (&fax.country_code).into()),
        fax: customer.fax.as_ref().map(|fax| (&fax.number).into()),
    };
    // We do not know whether the domains are suspended, so the rules about it are listed as unchecked.
    let context = Context::new()
        .with_tlds(tlds(domains))
        .with_suspended(Fact::Unknown)
        .with_archived(false);
    let credentials = account::logicboxes()?;
    let valid = update.valid(&context, &Policy::new())?;
    let request = valid.to_http(&ApiServer::Production, &credentials);
    Ok(sent(&valid, request))
}

pub(crate) fn sent<T: ApiRequest>(valid: &Valid<T>, request: HttpRequest) -> Update {
    Update {
        request,
        unchecked: valid.unchecked().map(str::to_owned).collect(),
    }
}

/// Returns the first line of the address, and the others.
fn lines(customer: &Customer) -> (&str, &[String]) {
    match customer.street.split_first() {
        Some((first, more)) => (first, more),
        None => ("", &[]),
    }
}
