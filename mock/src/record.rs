//! What a mock did with a request.

use std::fmt;

use serde_json::{Map, Value, json};

use crate::fault::Fault;

/// What a mock did with a request.
///
/// As a text, it is one line without values and secrets. [`CallRecord::to_json`] contains the values of the fields.
#[derive(Clone, PartialEq)]
pub struct CallRecord {
    /// The number of the request, from 1.
    pub number: u64,
    /// The name of the schema; none if no schema has the path.
    pub schema: Option<String>,
    /// The method.
    pub method: String,
    /// The path of the schema, such as `/contacts/{handle}`; none if the schema does not have the path of the request.
    pub path: Option<String>,
    /// The operation; none if the path and the method are those of no operation.
    pub operation: Option<String>,
    /// The binding in whose format the request was written.
    pub binding: Option<String>,
    /// The identifier of the contact.
    pub contact: Option<String>,
    /// The case of the response; none if the response is not in the schema.
    pub case: Option<String>,
    /// The status of the response. If the fault is a reset, the client does not get it.
    pub status: u16,
    /// Whether the request was carried out. A request that only reads is carried out if it finds what it asks for.
    pub carried_out: bool,
    /// The fault that was injected.
    pub fault: Option<Fault>,
    /// What was wrong with the request, as `voice: pattern`.
    pub violations: Vec<String>,
    /// Why the signature of the request could not be checked; none if it was checked, or if there is none.
    pub signature_unchecked: Option<String>,
    /// The values of the fields by logical name. A secret is `***`.
    pub(crate) values: Map<String, Value>,
}

impl CallRecord {
    /// Returns the text that was sent for a field of the operation.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<&str> {
        self.values.get(field)?.as_str()
    }

    /// Returns the record as one line of JSON, with the values of the fields. They are data of customers.
    #[must_use]
    pub fn to_json(&self) -> String {
        json!({
            "number": self.number,
            "schema": self.schema,
            "method": self.method,
            "path": self.path,
            "operation": self.operation,
            "binding": self.binding,
            "contact": self.contact,
            "case": self.case,
            "status": self.status,
            "carried_out": self.carried_out,
            "fault": self.fault.map(|fault| fault.to_string()),
            "violations": self.violations,
            "signature_unchecked": self.signature_unchecked,
            "values": self.values,
        })
        .to_string()
    }
}

impl fmt::Display for CallRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.as_deref().unwrap_or("(no path of the schema)");
        write!(f, "{} {path} -> ", self.method)?;
        match self.fault {
            Some(Fault::Reset { .. }) => f.write_str("no response")?,
            Some(
                Fault::Slow(_)
                | Fault::CutOff
                | Fault::TooManyRequests { .. }
                | Fault::ServerError { .. }
                | Fault::HtmlPage,
            )
            | None => write!(f, "{}", self.status)?,
        }
        if let Some(schema) = &self.schema {
            write!(f, " {schema}")?;
        }
        if let Some(operation) = &self.operation {
            write!(f, " {operation}")?;
        }
        if let Some(case) = &self.case {
            write!(f, " {case}")?;
        }
        if let Some(fault) = &self.fault {
            write!(f, " (fault {fault})")?;
        }
        if !self.violations.is_empty() {
            write!(f, ": {}", self.violations.join(", "))?;
        }
        if let Some(reason) = &self.signature_unchecked {
            write!(f, " (signature not checked: {reason})")?;
        }
        Ok(())
    }
}

/// Shows what the line shows, because values are data of customers.
impl fmt::Debug for CallRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CallRecord({self})")
    }
}
