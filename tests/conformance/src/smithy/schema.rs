//! Makes the schema of an operation. JSON is YAML, so the schema is a JSON value.

use serde_json::{Map, Value, json};

use super::constraints;
use super::model::{Model, Protocol, Target, local};

/// The members of a place that some value has. Other members are left out, so that a schema has what its test is about.
type Present<'v> = Vec<&'v Value>;

/// The schema of an operation, while it is made.
struct Schema<'s, 'm> {
    model: &'s Model<'m>,
}

/// Returns the schema of an operation, with the members that a test has.
pub(super) fn of_operation(
    model: &Model<'_>,
    operation: &Value,
    parameters: &Value,
) -> Result<Value, String> {
    let operation = Schema { model }.operation(operation, parameters)?;
    Ok(json!({
        "wireform": 1,
        "provider": { "name": "Suite" },
        "endpoints": { "api": { "servers": { "test": "https://suite.example" } } },
        "operations": { "call": operation },
    }))
}

impl<'m> Schema<'_, 'm> {
    fn operation(&self, operation: &Value, parameters: &Value) -> Result<Value, String> {
        let protocol = self.model.protocol;
        let input = operation["input"].as_str().unwrap_or_default();
        let mut params = Map::new();
        let mut fields = Map::new();
        let mut http = match protocol.is_rest() {
            true => path(&operation["http"], &mut params)?,
            false => "POST /".to_owned(),
        };
        let mut is_payload = false;
        let mut content_type = None;
        let mut root = input_root(self.model, input);
        if matches!(protocol, Protocol::AwsQuery | Protocol::Ec2Query) {
            let name = local(operation["operation"].as_str().unwrap_or_default());
            fields.insert(
                "Action".to_owned(),
                json!({ "const": name, "form": "Action" }),
            );
            fields.insert(
                "Version".to_owned(),
                json!({ "const": "2020-01-08", "form": "Version" }),
            );
        }
        for (name, member) in self.model.members(input) {
            let values = present(&[parameters], name);
            if values.is_empty() && member.find("idempotencyToken").is_some() {
                self.token(name, member, &mut params, &mut fields)?;
                continue;
            }
            let is_payload_structure = member.find("httpPayload").is_some()
                && self.model.kind(member.shape) == "structure"
                && protocol == Protocol::RestJson;
            if values.is_empty() && member.find("required").is_none() && !is_payload_structure {
                continue;
            }
            let at_http = protocol.is_rest().then(|| http_place(member)).flatten();
            match at_http {
                Some(place) => {
                    let place = place?;
                    let mut parameter = match is_greedy(&operation["http"], name) {
                        true => json!({ "type": "list", "items": "string" }),
                        false => self.facets(member, &values)?,
                    };
                    merge(&mut parameter, place.clone());
                    let is_list = self.model.kind(member.shape) == "list";
                    if is_list && member.find("httpHeader").is_some() {
                        merge(&mut parameter, self.joined(member));
                    }
                    if place.get("wire") == Some(&json!("Content-Type")) {
                        merge(&mut parameter, json!({ "required": true }));
                    }
                    params.insert(name.to_owned(), parameter);
                }
                None if protocol.is_rest() && member.find("httpPayload").is_some() => {
                    // The variants of a union are fields, of which a value has one.
                    if !["structure", "union"].contains(&self.model.kind(member.shape).as_str()) {
                        let mut text = self.facets(member, &values)?;
                        merge(&mut text, json!({ "required": true }));
                        fields.insert(name.to_owned(), text);
                        content_type = Some(self.content_type(member));
                        continue;
                    }
                    root = payload_root(self.model, member);
                    fields = self.fields(member.shape, &values)?;
                    if fields.is_empty() {
                        fields.extend(self.any_field(member.shape)?);
                    }
                    is_payload = true;
                }
                None => {
                    fields.insert(name.to_owned(), self.field(name, member, &values)?);
                }
            }
        }
        if fields.is_empty() && protocol == Protocol::RestJson && !is_payload {
            fields.extend(self.any_field(input)?);
        }
        let mut result = Map::new();
        let has_body = !fields.is_empty() || !protocol.is_rest();
        if !has_body && http.starts_with("GET ") {
            http.truncate(http.len());
        }
        result.insert("http".to_owned(), json!(http));
        result.insert("update".to_owned(), json!("none"));
        if !params.is_empty() {
            result.insert("params".to_owned(), Value::Object(params));
        }
        if has_body {
            let body = content_type.as_ref().map_or(protocol.body(), |_| "text");
            result.insert("body".to_owned(), json!(body));
            result.insert("fields".to_owned(), Value::Object(fields));
            if let Some(content_type) = content_type {
                result.insert("content_type".to_owned(), json!(content_type));
            } else if protocol == Protocol::RestXml {
                result.insert("content_type".to_owned(), json!("application/xml"));
                result.insert("envelope".to_owned(), root);
            }
        }
        if protocol == Protocol::AwsJson {
            let name = local(operation["operation"].as_str().unwrap_or_default());
            result.insert(
                "content_type".to_owned(),
                json!("application/x-amz-json-1.1"),
            );
            result.insert(
                "headers".to_owned(),
                json!({ "X-Amz-Target": format!("JsonProtocol.{name}") }),
            );
        }
        Ok(Value::Object(result))
    }

    /// Returns the type of an item or of the value of an entry. In XML, the items of a list in it have a name.
    fn item(&self, item: Target<'m>, values: &Present<'_>) -> Result<Value, String> {
        let mut facets = self.facets(item, values)?;
        let inner = self.model.items(item);
        if let (Some(inner), Protocol::RestXml) = (inner, self.model.protocol) {
            let name = inner.text("xmlName").unwrap_or("member");
            merge(&mut facets, json!({ "xml": { "item": name } }));
        }
        Ok(facets)
    }

    /// Returns how a list in a header is one text. A date in it has a comma.
    fn joined(&self, list: Target<'m>) -> Value {
        let item = self.model.items(list);
        match item.map(|item| (self.model.kind(item.shape), item)) {
            Some((kind, item))
                if kind == "timestamp" && self.model.timestamp_format(item) == "http-date" =>
            {
                json!({ "join": ", ", "separators": 1 })
            }
            Some((kind, _)) if kind == "string" => json!({ "join": ", ", "quoted": true }),
            Some(_) | None => json!({ "join": ", " }),
        }
    }

    /// Returns the content type of a body that is a text or bytes.
    fn content_type(&self, member: Target<'m>) -> String {
        let stated = self.model.trait_of(member.shape, "mediaType");
        let default = match self.model.kind(member.shape).as_str() {
            "blob" => "application/octet-stream",
            _ => "text/plain",
        };
        let stated = stated.and_then(Value::as_str);
        stated.unwrap_or(default).to_owned()
    }

    /// Adds a member without a value that gets a nonce.
    fn token(
        &self,
        name: &str,
        member: Target<'m>,
        params: &mut Map<String, Value>,
        fields: &mut Map<String, Value>,
    ) -> Result<(), String> {
        let mut constant = json!({ "const": "$call.nonce" });
        let at_http = http_place(member).filter(|_| self.model.protocol.is_rest());
        match at_http {
            Some(place) => {
                merge(&mut constant, place?);
                params.insert(name.to_owned(), constant);
            }
            None => {
                let place = self.field(name, member, &Vec::new())?;
                let keys = ["json", "xml", "form"];
                let places = keys.iter().filter_map(|key| Some((*key, place.get(key)?)));
                for (key, place) in places {
                    merge(&mut constant, json!({ key: place }));
                }
                fields.insert(name.to_owned(), constant);
            }
        }
        Ok(())
    }

    /// Returns the members of a structure as fields.
    fn fields(&self, id: &str, values: &Present<'_>) -> Result<Map<String, Value>, String> {
        let mut fields = Map::new();
        for (name, member) in self.model.members(id) {
            let values = present(values, name);
            if !values.is_empty() || member.find("required").is_some() {
                fields.insert(name.to_owned(), self.field(name, member, &values)?);
            }
        }
        Ok(fields)
    }

    /// Returns a member in the body: the first one that has no parts, or a structure with such a member. A structure without
    /// values has it as its only field.
    fn any_field(&self, id: &str) -> Result<Option<(String, Value)>, String> {
        let mut members = self.model.members(id).into_iter();
        let found = members.find(|(_, member)| {
            let kind = self.model.kind(member.shape);
            let has_parts = ["list", "set", "map", "structure", "union", "document"];
            let is_outside = member.find("httpPayload").is_some() || http_place(*member).is_some();
            !has_parts.contains(&kind.as_str()) && !is_outside
        });
        let mut structures = self.model.members(id).into_iter();
        let found = found.or_else(|| {
            structures.find(|(_, member)| {
                let is_outside =
                    member.find("httpPayload").is_some() || http_place(*member).is_some();
                let members = self.model.members(member.shape);
                self.model.kind(member.shape) == "structure" && !members.is_empty() && !is_outside
            })
        });
        let Some((name, member)) = found else {
            return Ok(None);
        };
        Ok(Some((
            name.to_owned(),
            self.field(name, member, &Vec::new())?,
        )))
    }

    /// Returns a member in the body.
    fn field(&self, name: &str, member: Target<'m>, values: &Present<'_>) -> Result<Value, String> {
        let mut field = self.facets(member, values)?;
        let place = match self.model.protocol {
            Protocol::AwsJson => json!({ "json": name }),
            Protocol::RestJson => json!({ "json": member.text("jsonName").unwrap_or(name) }),
            Protocol::RestXml => json!({ "xml": self.xml_place(name, member) }),
            Protocol::AwsQuery => {
                let written = member.text("xmlName").unwrap_or(name);
                json!({ "form": self.form_place(written, member, false) })
            }
            Protocol::Ec2Query => {
                let written = match (member.ec2_name(), member.text("xmlName")) {
                    (Some(name), _) => name.to_owned(),
                    (None, other) => capitalized(other.unwrap_or(name)),
                };
                json!({ "form": self.form_place(&written, member, true) })
            }
        };
        merge(&mut field, place);
        Ok(field)
    }

    /// Returns the place of a member in XML.
    fn xml_place(&self, name: &str, member: Target<'m>) -> Value {
        let name = member.text("xmlName").unwrap_or(name);
        if member.find("xmlAttribute").is_some() {
            return json!(format!("@{name}"));
        }
        let is_flat = member.find("xmlFlattened").is_some();
        let item = |which: &str, default: &str| {
            let item = self.model.member(member.shape, which);
            let item = item.and_then(|item| item.text("xmlName"));
            item.unwrap_or(default).to_owned()
        };
        match (self.model.kind(member.shape).as_str(), is_flat) {
            ("list", true) => json!({ "name": name, "list": "repeat" }),
            ("list", false) => {
                json!({ "name": name, "list": "wrap", "item": item("member", "member") })
            }
            ("map", true) => {
                json!({ "name": name, "as": "entries", "key": item("key", "key"), "value": item("value", "value") })
            }
            ("map", false) => json!({
                "name": name, "as": "entries", "list": "wrap", "item": "entry", "key": item("key", "key"), "value": item("value", "value"),
            }),
            _ => json!({ "name": name }),
        }
    }

    /// Returns the place of a member among parameters.
    fn form_place(&self, name: &str, member: Target<'m>, is_ec2: bool) -> Value {
        let is_flat = is_ec2 || member.find("xmlFlattened").is_some();
        let item = self.model.member(member.shape, "member");
        let item_name = item
            .and_then(|item| item.text("xmlName"))
            .unwrap_or("member");
        let infix = match is_flat {
            true => String::new(),
            false => format!(".{item_name}"),
        };
        let is_object = |id: &str| matches!(self.model.kind(id).as_str(), "structure" | "union");
        match self.model.kind(member.shape).as_str() {
            "list" if item.is_some_and(|item| is_object(item.shape)) => {
                json!({ "name": name, "members": format!("$name{infix}.$index.$member") })
            }
            "list" => {
                json!({ "name": name, "list": "indexed", "index": format!("$name{infix}.$index") })
            }
            "structure" | "union" => json!({ "name": name, "members": "$name.$member" }),
            "map" => self.form_entries(name, member, is_flat),
            _ => json!({ "name": name }),
        }
    }

    /// Returns the place of a map among parameters.
    fn form_entries(&self, name: &str, map: Target<'m>, is_flat: bool) -> Value {
        let infix = if is_flat { "" } else { ".entry" };
        let part = |which: &str| {
            let part = self.model.member(map.shape, which);
            let part = part.and_then(|part| part.text("xmlName"));
            format!("$name{infix}.$index.{}", part.unwrap_or(which))
        };
        let mut place = json!({
            "name": name, "as": "entries", "key": part("key"), "value": part("value"),
        });
        let value = self.model.member(map.shape, "value");
        let kind = value.map(|value| self.model.kind(value.shape));
        match kind.as_deref() {
            Some("list") => {
                let item = value.and_then(|value| self.model.items(value));
                let item = item.and_then(|item| item.text("xmlName"));
                let index = format!("$name.{}.$index", item.unwrap_or("member"));
                merge(&mut place, json!({ "list": "indexed", "index": index }));
            }
            Some("structure" | "union") => {
                merge(&mut place, json!({ "members": "$name.$member" }));
            }
            Some(_) | None => {}
        }
        place
    }

    /// Returns the type of a member, with its facets.
    fn facets(&self, member: Target<'m>, values: &Present<'_>) -> Result<Value, String> {
        let kind = self.model.kind(member.shape);
        let mut facets = match kind.as_str() {
            "string" | "enum" | "blob" => json!({ "type": "string" }),
            "boolean" => json!({ "type": "boolean" }),
            "byte" | "short" | "integer" | "long" | "bigInteger" | "intEnum" => {
                json!({ "type": "integer" })
            }
            "float" | "double" | "bigDecimal" => json!({ "type": "number" }),
            "document" => json!({ "type": "any" }),
            "timestamp" => match self.model.timestamp_format(member) {
                "epoch-seconds" => json!({ "type": "number" }),
                _ => json!({ "type": "string" }),
            },
            "list" | "set" => {
                let item = self.model.items(member).ok_or("a list without items")?;
                let items = values.iter().filter_map(|value| value.as_array()).flatten();
                let item = self.item(item, &items.collect())?;
                let mut list = json!({ "type": "list", "items": item });
                if values.iter().any(|value| clears(self.model, member, value)) {
                    merge(&mut list, json!({ "clear": "" }));
                }
                list
            }
            "map" => {
                let value = self
                    .model
                    .member(member.shape, "value")
                    .ok_or("a map without values")?;
                let entries = values.iter().filter_map(|value| value.as_object());
                let entries = entries.flat_map(|entries| entries.values());
                let value = self.item(value, &entries.collect())?;
                let mut map = json!({ "type": "map", "items": value });
                if let Some(key) = self.model.member(member.shape, "key") {
                    let keys = constraints::of(self.model, key);
                    if !keys.is_empty() {
                        merge(&mut map, json!({ "keys": keys }));
                    }
                }
                map
            }
            // An object without members is a map without entries.
            "structure" if self.model.members(member.shape).is_empty() => {
                json!({ "type": "map", "items": "string", "maxItems": 0 })
            }
            "structure" => {
                let mut fields = self.fields(member.shape, values)?;
                if fields.is_empty() {
                    fields.extend(self.any_field(member.shape)?);
                }
                json!({ "fields": fields })
            }
            // The value of a unit is an object without members.
            "unit" => json!({ "fields": {} }),
            "union" => json!({ "variants": self.fields(member.shape, values)? }),
            other => return Err(format!("a {other} has no counterpart")),
        };
        merge(
            &mut facets,
            Value::Object(constraints::of(self.model, member)),
        );
        Ok(facets)
    }
}

/// Returns whether a value of a list is written as an empty text instead of its items, which is a clear.
pub(super) fn clears(model: &Model<'_>, list: Target<'_>, value: &Value) -> bool {
    let is_empty = value.as_array().is_some_and(Vec::is_empty);
    model.protocol == Protocol::AwsQuery && is_empty && list.find("xmlFlattened").is_none()
}

/// Returns the values of a member that are not null.
fn present<'v>(values: &[&'v Value], name: &str) -> Present<'v> {
    let values = values.iter().filter_map(|value| value.get(name));
    values.filter(|value| !value.is_null()).collect()
}

/// Returns method and path. The constant part of the query becomes parameters.
fn path(http: &Value, params: &mut Map<String, Value>) -> Result<String, String> {
    let method = http["method"].as_str().unwrap_or("POST");
    let uri = http["uri"].as_str().unwrap_or("/");
    let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
    for (number, pair) in query.split('&').filter(|pair| !pair.is_empty()).enumerate() {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let constant = json!({ "const": value, "in": "query", "wire": name });
        params.insert(format!("constant{number}"), constant);
    }
    // A list is several segments.
    Ok(format!("{method} {}", path.replace("+}", "}")))
}

/// Returns whether a member is several segments of the path.
pub(super) fn is_greedy(http: &Value, name: &str) -> bool {
    let uri = http["uri"].as_str().unwrap_or_default();
    uri.contains(&format!("{{{name}+}}"))
}

/// Returns the place of a member in the path, the query or a header. It returns `None` for a member of the body.
fn http_place(member: Target<'_>) -> Option<Result<Value, String>> {
    if member.find("httpLabel").is_some() {
        return Some(Ok(json!({ "in": "path", "required": true })));
    }
    if let Some(query) = member.text("httpQuery") {
        return Some(Ok(json!({ "in": "query", "wire": query })));
    }
    if let Some(header) = member.text("httpHeader") {
        return Some(Ok(json!({ "in": "header", "wire": header })));
    }
    if member.find("httpQueryParams").is_some() {
        return Some(Ok(json!({ "in": "query", "wire": "$member" })));
    }
    if let Some(prefix) = member.text("httpPrefixHeaders") {
        let wire = format!("{prefix}$member");
        return Some(Ok(json!({ "in": "header", "wire": wire })));
    }
    for other in ["hostLabel"] {
        if member.find(other).is_some() {
            return Some(Err(format!("`{other}` has no counterpart")));
        }
    }
    None
}

/// Returns the root element of an input.
fn input_root(model: &Model<'_>, input: &str) -> Value {
    let name = model.trait_of(input, "xmlName").and_then(Value::as_str);
    root(
        name.unwrap_or(local(input)),
        model.trait_of(input, "xmlNamespace"),
    )
}

/// Returns the root element of a payload.
fn payload_root(model: &Model<'_>, member: Target<'_>) -> Value {
    let of_shape = model
        .trait_of(member.shape, "xmlName")
        .and_then(Value::as_str);
    let name = member
        .text("xmlName")
        .or(of_shape)
        .unwrap_or(local(member.shape));
    let namespace = member.find("xmlNamespace");
    root(
        name,
        namespace.or_else(|| model.trait_of(member.shape, "xmlNamespace")),
    )
}

fn root(name: &str, namespace: Option<&Value>) -> Value {
    let mut content = Map::new();
    if let Some(namespace) = namespace {
        let attribute = match namespace["prefix"].as_str() {
            Some(prefix) => format!("@xmlns:{prefix}"),
            None => "@xmlns".to_owned(),
        };
        content.insert(attribute, namespace["uri"].clone());
    }
    content.insert("$rest".to_owned(), Value::Null);
    json!({ name: content })
}

fn capitalized(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn merge(into: &mut Value, more: Value) {
    if let (Value::Object(into), Value::Object(more)) = (into, more) {
        into.extend(more);
    }
}
