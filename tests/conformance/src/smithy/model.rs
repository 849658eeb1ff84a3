//! Shapes and traits of a model.

use serde_json::Value;

/// A protocol, which decides the places of members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Protocol {
    /// `awsJson1_1`
    AwsJson,
    /// `restJson1`
    RestJson,
    /// `restXml`
    RestXml,
    /// `awsQuery`
    AwsQuery,
    /// `ec2Query`
    Ec2Query,
}

impl Protocol {
    /// Returns the protocol of a file of the suite.
    pub(super) fn of_file(name: &str) -> Self {
        match name {
            "awsJson1_1" => Protocol::AwsJson,
            "restXml" | "restXmlWithNamespace" => Protocol::RestXml,
            "awsQuery" => Protocol::AwsQuery,
            "ec2Query" => Protocol::Ec2Query,
            _ => Protocol::RestJson,
        }
    }

    /// Returns the format of the body, as the language names it.
    pub(super) fn body(self) -> &'static str {
        match self {
            Protocol::AwsJson | Protocol::RestJson => "json",
            Protocol::RestXml => "xml",
            Protocol::AwsQuery | Protocol::Ec2Query => "form",
        }
    }

    /// Returns whether members can be bound to the path, the query and the headers.
    pub(super) fn is_rest(self) -> bool {
        matches!(self, Protocol::RestJson | Protocol::RestXml)
    }
}

/// A model.
#[derive(Debug)]
pub(super) struct Model<'m> {
    pub(super) protocol: Protocol,
    document: &'m Value,
}

/// The target of a member or of an operation, with the traits of the member.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target<'m> {
    /// The identifier of the shape.
    pub(super) shape: &'m str,
    traits: &'m Value,
    /// Whether it is an item of a list in a header.
    is_item_of_header: bool,
}

impl<'m> Target<'m> {
    /// Returns a trait of the member.
    pub(super) fn find(&self, name: &str) -> Option<&'m Value> {
        self.traits.get(format!("smithy.api#{name}"))
    }

    /// Returns whether the value of the member is a header, or a part of one.
    pub(super) fn is_in_header(&self) -> bool {
        self.is_item_of_header || self.find("httpHeader").is_some()
    }

    /// Returns the name of a parameter that the protocol of EC2 has for the member.
    pub(super) fn ec2_name(&self) -> Option<&'m str> {
        self.traits.get("aws.protocols#ec2QueryName")?.as_str()
    }

    /// Returns a trait of the member that is a text.
    pub(super) fn text(&self, name: &str) -> Option<&'m str> {
        self.find(name)?.as_str()
    }
}

impl<'m> Model<'m> {
    pub(super) fn new(protocol: Protocol, document: &'m Value) -> Self {
        Model { protocol, document }
    }

    /// Returns a shape of the model. The shapes of the prelude are not in it.
    pub(super) fn shape(&self, id: &str) -> Option<&'m Value> {
        self.document["shapes"].get(id)
    }

    /// Returns the kind of a shape: `structure`, `list`, `string` and so on.
    pub(super) fn kind(&self, id: &str) -> String {
        match self.shape(id) {
            Some(shape) => shape["type"].as_str().unwrap_or_default().to_owned(),
            None => {
                let name = local(id).trim_start_matches("Primitive");
                let mut letters = name.chars();
                let first = letters.next().map(|letter| letter.to_ascii_lowercase());
                first.into_iter().chain(letters).collect()
            }
        }
    }

    /// Returns the members of a shape: those of a structure, or `member`, `key` and `value`.
    pub(super) fn members(&self, id: &str) -> Vec<(&'m str, Target<'m>)> {
        let Some(shape) = self.shape(id) else {
            return Vec::new();
        };
        let mixins = shape["mixins"].as_array().into_iter().flatten();
        let mixins = mixins.filter_map(|mixin| mixin["target"].as_str());
        let mut members: Vec<_> = mixins.flat_map(|mixin| self.members(mixin)).collect();
        for (name, member) in shape["members"].as_object().into_iter().flatten() {
            members.retain(|(other, _)| *other != name);
            members.push((name.as_str(), target(member)));
        }
        members
    }

    /// Returns a member of a list or a map: `member`, `key` or `value`.
    pub(super) fn member(&self, id: &str, name: &str) -> Option<Target<'m>> {
        self.shape(id)?.get(name).map(target)
    }

    /// Returns the items of a list that is the value of a member.
    pub(super) fn items(&self, list: Target<'m>) -> Option<Target<'m>> {
        let item = self.member(list.shape, "member")?;
        Some(Target {
            is_item_of_header: list.is_in_header(),
            ..item
        })
    }

    /// Returns a trait of a shape.
    pub(super) fn trait_of(&self, id: &str, name: &str) -> Option<&'m Value> {
        self.shape(id)?["traits"].get(format!("smithy.api#{name}"))
    }

    /// Returns the format of a timestamp: that of the member, of its shape, or of its place.
    pub(super) fn timestamp_format(&self, target: Target<'m>) -> &'m str {
        let by_place = || match (self.protocol, target.is_in_header()) {
            (Protocol::RestJson | Protocol::RestXml, true) => "http-date",
            (Protocol::RestJson, false)
                if target.find("httpQuery").is_some() || target.find("httpLabel").is_some() =>
            {
                "date-time"
            }
            (Protocol::AwsJson | Protocol::RestJson, _) => "epoch-seconds",
            (Protocol::RestXml | Protocol::AwsQuery | Protocol::Ec2Query, _) => "date-time",
        };
        let of_shape = self
            .trait_of(target.shape, "timestampFormat")
            .and_then(Value::as_str);
        target
            .text("timestampFormat")
            .or(of_shape)
            .unwrap_or_else(by_place)
    }
}

fn target(member: &Value) -> Target<'_> {
    Target {
        shape: member["target"].as_str().unwrap_or_default(),
        traits: &member["traits"],
        is_item_of_header: false,
    }
}

/// Returns the name of a shape without its namespace.
pub(super) fn local(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}
