//! Converts enums of the syntax tree to enums of the plan.

use crate::{plan, syntax};

/// Implements the conversion of enums with the same variants.
macro_rules! same_words {
    ($($name:ident { $($word:ident)+ })+) => {
        $(impl From<syntax::$name> for plan::$name {
            fn from(word: syntax::$name) -> Self {
                match word {
                    $(syntax::$name::$word => plan::$name::$word,)+
                }
            }
        })+
    };
}

same_words! {
    Absent { Omit Null Empty }
    Update { Patch Replace Unstated None }
    Escaping { Rfc3986 Whatwg }
    Does { Create Read List Update Delete Other }
    Outcome { Success Accepted Failure Unknown }
    Session { Keep Expired Closed }
    Undescribed { Drop Keep }
    Access { All Create Update Read Immutable }
    About { Request Result }
    Comparison { Same Different Less LessOrEqual Greater GreaterOrEqual }
    LengthUnit { Chars Utf16 Bytes }
    Extent { Whole Search }
    Format { Email Ipv4 Ipv6 Hostname Host HostAndPort Ipv4Cidr Ipv6Cidr Ipv4Prefix Uri UriReference Uuid Country CountryLike E164 }
    CheckKind { Contains Excludes Pattern }
}

impl From<syntax::Location> for plan::Location {
    fn from(word: syntax::Location) -> Self {
        match word {
            syntax::Location::Path => plan::Location::Path,
            syntax::Location::Query => plan::Location::Query,
            // A cookie is in the header `Set-Cookie`.
            syntax::Location::Header | syntax::Location::Cookie => plan::Location::Header,
            syntax::Location::Body => plan::Location::Body,
        }
    }
}
