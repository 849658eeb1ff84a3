//! What a fact states, and what supports it.

/// Declares an enum of words, with the spelling of each.
macro_rules! words {
    ($(#[$docs:meta])* $enum:ident { $($(#[doc = $doc:literal])+ $name:ident = $text:literal,)* }) => {
        $(#[$docs])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $enum {
            $($(#[doc = $doc])+ $name,)*
        }

        impl $enum {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Returns its name in a lock.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }

            /// Returns the value with a name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    };
}

words! {
    /// What a fact states.
    ///
    /// ```
    /// use wireform_upkeep::cite::Kind;
    ///
    /// assert_eq!(Kind::from_name("maxLength"), Some(Kind::MaxLength));
    /// ```
    Kind {
        /// There is an operation with this method.
        Method = "method",
        /// The operation has this path.
        Path = "path",
        /// The request has this content type.
        ContentType = "content_type",
        /// What the operation does to data that are not sent.
        Update = "update",
        /// The operation is withdrawn or deprecated.
        Withdrawn = "withdrawn",
        /// There is a field with this name on the wire.
        Field = "field",
        /// The type of the field.
        Type = "type",
        /// Whether the field is required.
        Required = "required",
        /// The pattern of a text.
        Pattern = "pattern",
        /// The minimum length of a text.
        MinLength = "minLength",
        /// The maximum length of a text.
        MaxLength = "maxLength",
        /// The minimum number of items of a list.
        MinItems = "minItems",
        /// The maximum number of items of a list.
        MaxItems = "maxItems",
        /// The minimum of a number.
        Minimum = "minimum",
        /// The maximum of a number.
        Maximum = "maximum",
        /// No two items of the list are equal.
        UniqueItems = "uniqueItems",
        /// Members of which no two items of the list have the same values.
        UniqueBy = "unique_by",
        /// What the provider changes in a text before it checks and stores it.
        Normalize = "normalize",
        /// A value of an enum.
        Enum = "enum",
        /// The format of a text.
        Format = "format",
        /// A named check of a text.
        Check = "check",
        /// What the provider assumes for an absent field.
        Default = "default",
        /// What a value that removes the field looks like.
        Clear = "clear",
        /// The separator of a list that is one text.
        Join = "join",
        /// A constant.
        Const = "const",
        /// An attribute of an XML element.
        Attribute = "attribute",
        /// A permission that the field needs.
        Permission = "permission",
        /// A rule between fields.
        Rule = "rule",
        /// A fact that rules depend on.
        Context = "context",
        /// A status of a response.
        Status = "status",
        /// A value that tells a response.
        Error = "error",
        /// A field of a response.
        ResponseField = "response_field",
        /// What a response means.
        Outcome = "outcome",
        /// The format of a body.
        Body = "body",
        /// The URL of a server.
        Server = "server",
    }
}

words! {
    /// What supports a fact.
    Support {
        /// The page states it in a table, a list or a labelled value.
        Stated = "stated",
        /// A sample shows it.
        Sample = "sample",
        /// A sentence states it. A person has to read it.
        Prose = "prose",
        /// It follows from the words of a description.
        Derived = "derived",
    }
}

impl Kind {
    /// Returns whether a field has one value of this kind. Otherwise each value is a fact of its own.
    #[must_use]
    pub const fn is_single(self) -> bool {
        !matches!(
            self,
            Kind::Enum | Kind::Error | Kind::Permission | Kind::Status | Kind::Check
        )
    }

    /// Returns whether, for a list, it constrains the items.
    #[must_use]
    pub(super) const fn is_of_items(self) -> bool {
        matches!(
            self,
            Kind::Pattern
                | Kind::MinLength
                | Kind::MaxLength
                | Kind::Enum
                | Kind::Format
                | Kind::Minimum
                | Kind::Maximum
        )
    }
}
