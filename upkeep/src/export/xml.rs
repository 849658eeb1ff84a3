//! Writes the bodies of requests in XML.

use serde_json::{Value, json};
use wireform_codegen::plan::{
    AttributeValue, Group, ListForm as _, Operation, Presence, Source, TreeNode as _, XmlContent,
    XmlElement, XmlList, XmlPart,
};

use super::bodies::{Fields, Members, constant_schema};
use super::types::{Schema, Types, json_map};
use super::unions::external;

impl Types<'_> {
    /// Returns the schema of a body in XML.
    pub(super) fn xml_body(&mut self, root: &XmlElement, operation: &Operation) -> Value {
        let mut schema = match &root.content {
            XmlContent::Group(group) => {
                self.xml_members(&group.children, &operation.fields, &operation.name)
            }
            XmlContent::Value(_) => Schema::new(),
            XmlContent::Tree(_) => {
                self.miss_tree(&operation.name);
                Schema::new()
            }
        };
        schema.insert("xml".to_owned(), json!({ "name": root.name() }));
        self.attributes(root, &operation.name);
        Value::Object(schema)
    }

    /// Notes that the values of a tree are not described.
    fn miss_tree(&mut self, place: &str) {
        self.miss(
            place,
            "the content of an element that a tree writes",
            "OpenAPI cannot describe an element by the name of a member in it",
        );
    }

    fn attributes(&mut self, element: &XmlElement, place: &str) {
        for attribute in &element.attributes {
            match attribute.value {
                AttributeValue::Constant(_) | AttributeValue::Credential(_) => self.miss(
                    place,
                    "attribute",
                    "the attributes of an element are not part of the document",
                ),
            }
        }
    }

    fn xml_members(&mut self, elements: &[XmlElement], fields: &Fields, place: &str) -> Schema {
        let mut found = Members::default();
        for element in elements {
            self.attributes(element, place);
            if element.position.is_some_and(|at| at > 1) {
                let what = "OpenAPI cannot describe several elements of one name";
                self.miss(place, "element", what);
                continue;
            }
            match &element.content {
                XmlContent::Group(Group { children, always }) => {
                    let schema = self.xml_members(children, fields, place);
                    found.add(element.name(), schema, *always);
                }
                XmlContent::Tree(_) => {
                    self.miss_tree(place);
                    found.add(element.name(), Schema::new(), true);
                }
                XmlContent::Value(source) => {
                    self.xml_value(element.name(), source, fields, place, &mut found)
                }
            }
        }
        found.schema()
    }

    fn xml_value(
        &mut self,
        name: &str,
        source: &Source<XmlList>,
        fields: &Fields,
        place: &str,
        found: &mut Members,
    ) {
        let wire = match source {
            Source::Constant {
                value: constant, ..
            } => {
                return found.add(name, constant_schema(constant), true);
            }
            Source::Credential(_) => {
                return found.add(
                    name,
                    json_map(json!({ "type": "string", "writeOnly": true })),
                    false,
                );
            }
            Source::Field(wire) => wire,
        };
        let field = &fields[wire.field];
        let place = format!("{place}.{}", field.name);
        let joined = wire
            .list
            .as_ref()
            .is_some_and(|list| matches!(list, XmlList::Join(_)));
        let mut schema = self.wire_field(field, &place, wire, joined, &|types, object, place| {
            let object = &types.plan.objects[object];
            let schema = types.xml_members(&object.xml, &object.fields, place);
            match object.is_union() {
                true => external(schema),
                false => schema,
            }
        });
        let mut xml = Schema::new();
        match XmlPart::of_name(name) {
            XmlPart::Element(name) if field.name == name => {}
            XmlPart::Element(name) => {
                xml.insert("name".to_owned(), json!(name));
            }
            XmlPart::Attribute(name) => {
                xml.insert("name".to_owned(), json!(name));
                xml.insert("attribute".to_owned(), json!(true));
            }
            // A choice is noted below.
            XmlPart::Choice => {}
            XmlPart::Text => {
                let what =
                    "the text of an element beside its attributes is not part of the document";
                self.miss(&place, "text", what);
            }
        }
        if let Some(XmlList::Wrap { item }) = &wire.list {
            xml.insert("wrapped".to_owned(), json!(true));
            if let Some(items) = schema.get_mut("items").and_then(Value::as_object_mut) {
                items.insert("xml".to_owned(), json!({ "name": item }));
            }
        }
        if !xml.is_empty() {
            schema.insert("xml".to_owned(), Value::Object(xml));
        }
        if wire
            .list
            .as_ref()
            .is_some_and(|list| list.choice().is_some())
        {
            let what = "OpenAPI cannot describe elements of which one is there";
            self.miss(&place, "choice of elements", what);
            return;
        }
        if found.properties.contains_key(&field.name) {
            self.miss(&place, "element", "an element around it has its name");
            return;
        }
        found.add(&field.name, schema, field.presence == Presence::Required);
    }
}
