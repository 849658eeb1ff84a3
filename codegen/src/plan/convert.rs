//! Conversions of a datum of a customer's record to the value that a provider expects.
//!
//! The plan names the conversions. The runtime performs them, for emitted code and for the interpreter.

/// The data that a conversion can be applied to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Domain {
    /// `voice` and `fax`, as a text.
    Phone,
    /// `voice.cc` and `fax.cc`.
    PhoneCode,
    /// `voice.number` and `fax.number`.
    PhoneNumber,
    /// `name`, as a text.
    Name,
    /// `street`, as one text.
    Lines,
    /// `city` and `birth.place`, as a text.
    Place,
    /// `email`, as a text.
    Mail,
    /// `birth.date`, as a text.
    Date,
    /// Any datum that is a text or a list of texts.
    Text,
}

macro_rules! conversions {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal, $domain:ident;)*) => {
        /// A conversion of `convert:`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Conversion {
            $($(#[doc = $doc])+ $name,)*
        }

        impl Conversion {
            /// Every conversion, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Returns its name in a schema.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }

            /// Returns the data that it can be applied to.
            #[must_use]
            pub const fn domain(self) -> Domain {
                match self {
                    $(Self::$name => Domain::$domain,)*
                }
            }
        }
    };
}

conversions! {
    /// `+31384530759` becomes `+31.384530759`.
    PhoneDot = "phone_dot", Phone;
    /// `+31384530759` becomes `+31-384530759`.
    PhoneHyphen = "phone_hyphen", Phone;
    /// `+31.384530759` becomes `+31384530759`.
    PhoneBare = "phone_bare", Phone;
    /// `+31384530759` becomes `31`.
    CountryCode = "country_code", PhoneCode;
    /// `+31384530759` becomes `384530759`.
    NationalNumber = "national_number", PhoneNumber;
    /// Given and family name become one name, if the record does not have the whole name.
    FullName = "full_name", Name;
    /// Lines become one text with line feeds between them.
    LinesLf = "lines_lf", Lines;
    /// Lines become one text with a comma and a space between them.
    LinesComma = "lines_comma", Lines;
    /// The postal code of the place is written before it, with a comma and a space between them.
    PcComma = "pc_comma", Place;
    /// The letters A to Z become a to z.
    LowerCase = "lower_case", Text;
    /// The letters a to z become A to Z.
    UpperCase = "upper_case", Text;
    /// The domain of an e-mail address becomes its A-label.
    ALabel = "a_label", Mail;
    /// The caller's function, if there is one, replaces characters outside ASCII.
    Ascii = "ascii", Text;
    /// `1970-01-31` becomes `19700131`.
    DateCompact = "date_compact", Date;
    /// `1970-01-31` becomes `31.01.1970`.
    DateDots = "date_dots", Date;
    /// `1970-01-31` becomes `31/01/1970`.
    DateSlashes = "date_slashes", Date;
}

impl Conversion {
    /// Returns the conversion with a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|step| step.name() == name)
    }
}
