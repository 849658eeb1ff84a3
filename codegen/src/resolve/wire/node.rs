//! How each format builds the nodes of its trees.

use super::super::diagnostics::WireDiagnostic;
use super::super::resolver::FieldDraft;
use super::builder::{Builder, Owner, list_wire};
use crate::plan::{
    Group, JsonContent, JsonDocument, JsonList, JsonMember, NestedFormat, NestedParameters,
    Parameter, ParameterList, ParameterValue, Source, TreeNode, TreeValue, XmlAttribute,
    XmlContent, XmlElement, XmlList,
};
use crate::syntax::{self, Wire};

/// A node that the builder can make.
pub(in super::super) trait BuildNode: TreeNode {
    /// Returns a node with a value. Only XML has attributes, and a node without a name, which is a choice.
    fn value(
        name: Option<String>,
        attributes: Vec<XmlAttribute>,
        source: Source<Self::List>,
    ) -> Self;

    /// Marks the element of a cleared field by an attribute. Only XML does.
    fn set_nil(&mut self) {}

    /// Returns the style of a list whose items are joined into one text with this separator.
    fn joined(separator: String) -> Self::List;

    /// Returns the style of a list that the keys of a field state.
    fn build_list(
        builder: &mut Builder<'_, '_>,
        draft: &FieldDraft<'_>,
        wire: Option<&Wire>,
        name: &str,
    ) -> Self::List;

    /// Returns how an object, a list of objects or a map is written whose members have places of their own, if it is.
    fn members(
        _: &Builder<'_, '_>,
        _: &FieldDraft<'_>,
        _: Option<&Wire>,
        _: &str,
    ) -> Option<Self::List> {
        None
    }

    /// Completes nodes that depend on their siblings: those of JSON.
    fn settle(_: &mut Builder<'_, '_>, _: &mut [Self]) {}

    /// Returns how an object or a map is written as entries, if it is.
    fn build_entries(builder: &mut Builder<'_, '_>, draft: &FieldDraft<'_>) -> Option<Self::List>;

    /// Adds a node inside these groups, and adds the groups that do not exist.
    fn insert(nodes: &mut Vec<Self>, groups: &[String], node: Self);

    /// Calls `visit` with each value of the node.
    fn each_value_mut(&mut self, visit: &mut impl FnMut(&mut Source<Self::List>));

    /// Returns the values that trees write in the node.
    fn tree_mut(&mut self) -> Vec<&mut TreeValue<JsonMember>> {
        Vec::new()
    }
}

/// A node that can contain others.
pub(in super::super) trait NestedNode: BuildNode {
    /// Returns a node that contains others. Only XML has attributes.
    fn group(name: String, attributes: Vec<XmlAttribute>, group: Group<Self>) -> Self;

    /// Returns a parameter whose value contains others. JSON and XML have groups instead.
    fn nested(name: String, _: NestedFormat, _: bool, group: Group<Self>) -> Self {
        Self::group(name, Vec::new(), group)
    }

    /// Returns a node whose text is a JSON document. XML has none.
    fn document(name: String, document: JsonDocument) -> Option<Self>;

    /// Returns the group that the node is, if it is one.
    fn group_mut(&mut self) -> Option<&mut Group<Self>>;

    /// Sets the number of the node among those of its name. Only XML has nodes of one name.
    fn set_position(&mut self, _: usize) {}

    /// Returns a node that has a value which a tree writes. Only XML has one.
    fn tree(_: String, _: Vec<XmlAttribute>, _: TreeValue<JsonMember>) -> Option<Self> {
        None
    }
}

/// Adds a node inside these groups, and adds the groups that do not exist.
fn insert_nested<N: NestedNode>(nodes: &mut Vec<N>, groups: &[String], node: N) {
    let Some((first, rest)) = groups.split_first() else {
        nodes.push(node);
        return;
    };
    let known = nodes
        .iter_mut()
        .filter(|known| known.name() == first && known.attributes().is_empty())
        .find_map(NestedNode::group_mut);
    if let Some(group) = known {
        insert_nested(&mut group.children, rest, node);
        return;
    }
    let mut children = Vec::new();
    insert_nested(&mut children, rest, node);
    let always = false;
    nodes.push(N::group(
        first.clone(),
        Vec::new(),
        Group { children, always },
    ));
}

impl BuildNode for JsonMember {
    fn value(name: Option<String>, _: Vec<XmlAttribute>, source: Source<JsonList>) -> Self {
        let name = name.unwrap_or_default();
        let content = JsonContent::Value(source);
        Self { name, content }
    }

    fn joined(separator: String) -> JsonList {
        JsonList::Join(separator)
    }

    fn build_list(
        _: &mut Builder<'_, '_>,
        _: &FieldDraft<'_>,
        _: Option<&Wire>,
        _: &str,
    ) -> JsonList {
        JsonList::Array
    }

    fn members(
        builder: &Builder<'_, '_>,
        draft: &FieldDraft<'_>,
        wire: Option<&Wire>,
        name: &str,
    ) -> Option<JsonList> {
        let members = builder.json_members(draft, wire, name)?;
        Some(JsonList::Members(members))
    }

    fn settle(builder: &mut Builder<'_, '_>, nodes: &mut [Self]) {
        builder.settle_members(nodes);
    }

    fn build_entries(builder: &mut Builder<'_, '_>, draft: &FieldDraft<'_>) -> Option<JsonList> {
        builder.json_entries(draft).map(JsonList::Entries)
    }

    fn insert(nodes: &mut Vec<Self>, groups: &[String], node: Self) {
        insert_nested(nodes, groups, node);
    }

    fn each_value_mut(&mut self, visit: &mut impl FnMut(&mut Source<JsonList>)) {
        match &mut self.content {
            JsonContent::Value(source) => visit(source),
            JsonContent::Group(group) | JsonContent::Document(JsonDocument { group, .. }) => {
                for child in &mut group.children {
                    child.each_value_mut(visit);
                }
            }
        }
    }
}

impl NestedNode for JsonMember {
    fn group(name: String, _: Vec<XmlAttribute>, group: Group<Self>) -> Self {
        let content = JsonContent::Group(group);
        Self { name, content }
    }

    fn document(name: String, document: JsonDocument) -> Option<Self> {
        let content = JsonContent::Document(document);
        Some(Self { name, content })
    }

    fn group_mut(&mut self) -> Option<&mut Group<Self>> {
        match &mut self.content {
            JsonContent::Group(group) => Some(group),
            JsonContent::Value(_) | JsonContent::Document(_) => None,
        }
    }
}

impl BuildNode for XmlElement {
    fn value(name: Option<String>, attributes: Vec<XmlAttribute>, source: Source<XmlList>) -> Self {
        let content = XmlContent::Value(source);
        Self {
            name,
            attributes,
            nil: false,
            position: None,
            content,
        }
    }

    fn set_nil(&mut self) {
        self.nil = true;
    }

    fn joined(separator: String) -> XmlList {
        XmlList::Join(separator)
    }

    fn build_list(
        builder: &mut Builder<'_, '_>,
        draft: &FieldDraft<'_>,
        _: Option<&Wire>,
        _: &str,
    ) -> XmlList {
        if let Some(choice) = builder.xml_choice(draft) {
            return XmlList::Choice(choice);
        }
        if builder.xml_elements(draft) {
            return XmlList::Elements;
        }
        let Some(wire) = list_wire(builder.format, draft) else {
            return XmlList::Repeat;
        };
        let Some(style) = wire
            .list
            .as_ref()
            .filter(|style| style.value == syntax::ListStyle::Wrap)
        else {
            return XmlList::Repeat;
        };
        let Some(item) = &wire.item else {
            builder
                .diagnostics
                .push(WireDiagnostic::WrapWithoutItem.at(style.span));
            return XmlList::Repeat;
        };
        builder.check_xml_name(item, item.span);
        let item = item.value.clone();
        XmlList::Wrap { item }
    }

    fn build_entries(builder: &mut Builder<'_, '_>, draft: &FieldDraft<'_>) -> Option<XmlList> {
        if builder.xml_presence(draft) {
            return Some(XmlList::Presence);
        }
        if let Some(choice) = builder.xml_choice(draft) {
            return Some(XmlList::Choice(choice));
        }
        if builder.xml_elements(draft) {
            return Some(XmlList::Elements);
        }
        builder.xml_entries(draft).map(XmlList::Entries)
    }

    fn insert(nodes: &mut Vec<Self>, groups: &[String], node: Self) {
        insert_nested(nodes, groups, node);
    }

    fn each_value_mut(&mut self, visit: &mut impl FnMut(&mut Source<XmlList>)) {
        match &mut self.content {
            XmlContent::Value(source) => visit(source),
            XmlContent::Tree(_) => {}
            XmlContent::Group(group) => {
                for child in &mut group.children {
                    child.each_value_mut(visit);
                }
            }
        }
    }

    fn settle(builder: &mut Builder<'_, '_>, nodes: &mut [Self]) {
        for value in nodes.iter_mut().flat_map(BuildNode::tree_mut) {
            builder.settle_members(std::slice::from_mut(&mut value.value));
        }
    }

    fn tree_mut(&mut self) -> Vec<&mut TreeValue<JsonMember>> {
        match &mut self.content {
            XmlContent::Value(_) => Vec::new(),
            XmlContent::Tree(value) => vec![value],
            XmlContent::Group(group) => {
                let children = group.children.iter_mut();
                children.flat_map(BuildNode::tree_mut).collect()
            }
        }
    }
}

impl NestedNode for XmlElement {
    fn set_position(&mut self, position: usize) {
        self.position = Some(position);
    }

    fn tree(
        name: String,
        attributes: Vec<XmlAttribute>,
        value: TreeValue<JsonMember>,
    ) -> Option<Self> {
        let content = XmlContent::Tree(Box::new(value));
        Some(Self {
            name: Some(name),
            attributes,
            nil: false,
            position: None,
            content,
        })
    }

    fn group(name: String, attributes: Vec<XmlAttribute>, group: Group<Self>) -> Self {
        let content = XmlContent::Group(group);
        Self {
            name: Some(name),
            attributes,
            nil: false,
            position: None,
            content,
        }
    }

    fn document(_: String, _: JsonDocument) -> Option<Self> {
        None
    }

    fn group_mut(&mut self) -> Option<&mut Group<Self>> {
        match &mut self.content {
            XmlContent::Group(group) => Some(group),
            XmlContent::Value(_) | XmlContent::Tree(_) => None,
        }
    }
}

impl BuildNode for Parameter {
    fn value(name: Option<String>, _: Vec<XmlAttribute>, value: Source<ParameterList>) -> Self {
        let name = name.unwrap_or_default();
        let value = ParameterValue::Source(value);
        Self { name, value }
    }

    fn joined(separator: String) -> ParameterList {
        ParameterList::Join(separator)
    }

    fn build_list(
        builder: &mut Builder<'_, '_>,
        _: &FieldDraft<'_>,
        wire: Option<&Wire>,
        name: &str,
    ) -> ParameterList {
        let indexed = |wire: &&Wire| {
            let style = wire.list.as_ref();
            style.is_some_and(|style| style.value == syntax::ListStyle::Indexed)
        };
        let Some(wire) = wire.filter(indexed) else {
            return ParameterList::Repeat;
        };
        if let Some(index) = &wire.index
            && index.matches("$index").count() != 1
        {
            let found = WireDiagnostic::IndexTemplate;
            builder.diagnostics.push(found.at(index.span));
        }
        let template = wire
            .index
            .as_ref()
            .map_or("$name$index", |index| index.value.as_str());
        let first = wire.first.as_ref().map_or(1, |first| first.value);
        match builder.owner {
            Owner::Operation | Owner::Outside => ParameterList::Indexed {
                template: template.replace("$name", name),
                first,
            },
            Owner::Object => ParameterList::NumberedMember {
                template: template.to_owned(),
                first,
            },
        }
    }

    fn members(
        builder: &Builder<'_, '_>,
        draft: &FieldDraft<'_>,
        wire: Option<&Wire>,
        name: &str,
    ) -> Option<ParameterList> {
        builder.build_members(draft, wire, name)
    }

    fn build_entries(
        builder: &mut Builder<'_, '_>,
        draft: &FieldDraft<'_>,
    ) -> Option<ParameterList> {
        builder.parameter_entries(draft).map(ParameterList::Entries)
    }

    fn settle(builder: &mut Builder<'_, '_>, nodes: &mut [Self]) {
        for node in nodes {
            match &mut node.value {
                ParameterValue::Source(_) => {}
                ParameterValue::Nested(nested) => Self::settle(builder, &mut nested.group.children),
                ParameterValue::Document(document) => {
                    builder.settle_members(&mut document.group.children);
                }
            }
        }
    }

    fn insert(nodes: &mut Vec<Self>, _: &[String], node: Self) {
        nodes.push(node);
    }

    fn each_value_mut(&mut self, visit: &mut impl FnMut(&mut Source<ParameterList>)) {
        match &mut self.value {
            ParameterValue::Source(source) => visit(source),
            // Its values are those of another format.
            ParameterValue::Document(_) => {}
            ParameterValue::Nested(nested) => {
                for child in &mut nested.group.children {
                    child.each_value_mut(visit);
                }
            }
        }
    }
}

impl NestedNode for Parameter {
    fn group(name: String, _: Vec<XmlAttribute>, group: Group<Self>) -> Self {
        Self::nested(name, NestedFormat::Form, false, group)
    }

    fn nested(name: String, format: NestedFormat, base64: bool, group: Group<Self>) -> Self {
        let value = ParameterValue::Nested(NestedParameters {
            format,
            base64,
            group,
        });
        Self { name, value }
    }

    fn document(name: String, document: JsonDocument) -> Option<Self> {
        let value = ParameterValue::Document(document);
        Some(Self { name, value })
    }

    fn group_mut(&mut self) -> Option<&mut Group<Self>> {
        match &mut self.value {
            ParameterValue::Source(_) | ParameterValue::Document(_) => None,
            ParameterValue::Nested(nested) => Some(&mut nested.group),
        }
    }
}
