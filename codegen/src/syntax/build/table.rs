// Written by `cargo xtask codegen` from codegen/language.yaml. Change that file instead.
//! Reads the constructs of the language.

use super::read::*;
use super::special;
use crate::source::{Node, NodeKind};
use crate::syntax::keys::Id;
use crate::syntax::tree;

/// Reads the facets from the keys of a construct.
fn read_facets<'n>(get: impl Fn(&str) -> Option<&'n Node>) -> tree::Facets {
    tree::Facets {
        pattern: get("pattern").and_then(text),
        min_length: get("minLength").and_then(count),
        max_length: get("maxLength").and_then(count),
        minimum: get("minimum").and_then(number),
        maximum: get("maximum").and_then(number),
        dialect: get("dialect").and_then(|node| word(node, tree::Dialect::WORDS)),
        extent: get("match").and_then(|node| word(node, tree::Extent::WORDS)),
        length_unit: get("lengthUnit").and_then(|node| word(node, tree::LengthUnit::WORDS)),
        format: special::text_formats(get("format")),
        exclusive_minimum: get("exclusiveMinimum").and_then(number),
        exclusive_maximum: get("exclusiveMaximum").and_then(number),
        multiple_of: get("multipleOf").and_then(number),
        all_of: constructs(get("all_of"), read_check),
        min_items: get("minItems").and_then(count),
        max_items: get("maxItems").and_then(count),
        unique_items: get("uniqueItems").and_then(boolean),
        constant: get("const").and_then(scalar),
        unique_by: texts(get("unique_by")),
        normal: special::normal_steps(get("normalize")),
    }
}

/// Reads a schema.
pub(in crate::syntax) fn read_schema(node: &Node) -> tree::Schema {
    let get = |key: &str| node.get(key);
    tree::Schema {
        span: node.span,
        provider: get("provider").map(read_provider).unwrap_or_default(),
        case: get("case").and_then(|node| word(node, tree::Case::WORDS)),
        encoding: get("encoding").map(read_encoding),
        pages: constructs(get("pages"), read_page),
        namespaces: constructs(get("namespaces"), read_namespace),
        trees: constructs(get("trees"), read_tree),
        credentials: constructs(get("credentials"), read_credential),
        auth: constructs(get("auth"), read_auth),
        endpoints: constructs(get("endpoints"), read_endpoint),
        contexts: constructs(get("contexts"), read_context),
        types: constructs(get("types"), read_type),
        operations: constructs(get("operations"), read_operation),
        differs: texts(get("differs")),
    }
}

/// Reads a provider.
pub(in crate::syntax) fn read_provider(node: &Node) -> tree::Provider {
    let get = |key: &str| node.get(key);
    tree::Provider {
        name: get("name").and_then(text).unwrap_or_default(),
        description: get("description").and_then(text),
        url: get("url").and_then(text),
        rust: get("rust").and_then(text),
        differs: texts(get("differs")),
    }
}

/// Reads a namespace.
pub(in crate::syntax) fn read_namespace(node: &Node) -> tree::Namespace {
    if let NodeKind::Scalar(_) = node.kind {
        return tree::Namespace {
            uri: Some(node).and_then(text).unwrap_or_default(),
            ..tree::Namespace::default()
        };
    }
    let get = |key: &str| node.get(key);
    tree::Namespace {
        uri: get("uri").and_then(text).unwrap_or_default(),
        declare: get("declare").and_then(|node| word(node, tree::Declare::WORDS)),
    }
}

/// Reads a tree.
pub(in crate::syntax) fn read_tree(node: &Node) -> tree::Tree {
    let get = |key: &str| node.get(key);
    tree::Tree {
        span: node.span,
        string: special::tree_shapes(get("string")),
        integer: special::tree_shapes(get("integer")),
        number: special::tree_shapes(get("number")),
        boolean: special::tree_shapes(get("boolean")),
        null: special::tree_shapes(get("null")),
        time: special::tree_shapes(get("time")),
        list: special::tree_shapes(get("list")),
        object: special::tree_shapes(get("object")),
        values: fitting(get("values"), scalar),
        at: texts(get("at")),
    }
}

/// Reads a page.
pub(in crate::syntax) fn read_page(node: &Node) -> tree::Page {
    let get = |key: &str| node.get(key);
    tree::Page {
        url: get("url").and_then(text).unwrap_or_default(),
        title: get("title").and_then(text),
        retrieved: get("retrieved").and_then(date),
        differs: texts(get("differs")),
    }
}

/// Reads a credential.
pub(in crate::syntax) fn read_credential(node: &Node) -> tree::Credential {
    let get = |key: &str| node.get(key);
    tree::Credential {
        facets: read_facets(get),
        ty: get("type").and_then(|node| listed(node, &["string", "integer"])),
        secret: get("secret").and_then(boolean),
        description: get("description").and_then(text),
        default: get("default").and_then(scalar),
        optional: get("optional").and_then(boolean),
        from: special::path(get("from")),
        expires: get("expires").and_then(text),
        rust: get("rust").and_then(text),
        differs: texts(get("differs")),
    }
}

/// Reads an authentication method.
pub(in crate::syntax) fn read_auth(node: &Node) -> tree::Auth {
    let get = |key: &str| node.get(key);
    tree::Auth {
        span: node.span,
        description: get("description").and_then(text),
        headers: fitting(get("headers"), any_text),
        basic: tuple(get("basic"), 2),
        params: fitting(get("params"), any_text),
        document: list(get("document"), text),
        steps: list(get("steps"), |node| Some(read_auth_step(node))),
        rust: get("rust").and_then(text),
        differs: texts(get("differs")),
    }
}

/// Reads a step.
pub(in crate::syntax) fn read_auth_step(node: &Node) -> tree::AuthStep {
    let get = |key: &str| node.get(key);
    tree::AuthStep {
        span: node.span,
        lets: special::computed(get("let")),
        headers: special::computed(get("headers")),
        params: special::computed(get("params")),
        cookies: special::computed(get("cookies")),
    }
}

/// Reads an endpoint.
pub(in crate::syntax) fn read_endpoint(node: &Node) -> tree::Endpoint {
    let get = |key: &str| node.get(key);
    tree::Endpoint {
        description: get("description").and_then(text),
        servers: fitting(get("servers"), text),
        auth: texts(get("auth")),
        rust: get("rust").and_then(text),
        differs: texts(get("differs")),
    }
}

/// Reads a context fact.
pub(in crate::syntax) fn read_context(node: &Node) -> tree::Context {
    let get = |key: &str| node.get(key);
    tree::Context {
        span: node.span,
        description: get("description").and_then(text),
        kind: special::context_kind(node),
        pattern: get("pattern").and_then(text),
        dialect: get("dialect").and_then(|node| word(node, tree::Dialect::WORDS)),
        extent: get("match").and_then(|node| word(node, tree::Extent::WORDS)),
        rust: get("rust").and_then(text),
        differs: texts(get("differs")),
    }
}

/// Reads a type.
pub(in crate::syntax) fn read_type(node: &Node) -> tree::Node {
    read_any_node(node, Id::Type)
}

/// Reads a type of keys.
pub(in crate::syntax) fn read_keys(node: &Node) -> tree::Node {
    read_any_node(node, Id::Keys)
}

/// Reads a field.
pub(in crate::syntax) fn read_field(node: &Node) -> tree::Node {
    read_any_node(node, Id::Field)
}

/// Reads a parameter.
pub(in crate::syntax) fn read_param(node: &Node) -> tree::Node {
    read_any_node(node, Id::Param)
}

/// Reads a response field.
pub(in crate::syntax) fn read_response_field(node: &Node) -> tree::Node {
    read_any_node(node, Id::ResponseField)
}

fn read_any_node(node: &Node, id: Id) -> tree::Node {
    if let NodeKind::Scalar(_) = node.kind {
        return tree::Node {
            span: node.span,
            ty: Some(node).and_then(text),
            ..tree::Node::default()
        };
    }
    // The checker has reported keys that the construct does not have. They are not read.
    let get = |key: &str| id.construct().key(key).and_then(|key| node.get(key.name));
    tree::Node {
        span: node.span,
        facets: read_facets(get),
        ty: get("type").and_then(text),
        description: get("description").and_then(text),
        values: get("enum").map(|node| meanings(Some(node))),
        items: get("items").map(|node| Box::new(read_type(node))),
        join: get("join").and_then(text),
        quoted: get("quoted").and_then(boolean),
        separators: get("separators").and_then(count),
        fields: get("fields").map(|node| constructs(Some(node), read_field)),
        undescribed: get("unknown").and_then(|node| word(node, tree::Undescribed::WORDS)),
        case: get("case").and_then(|node| word(node, tree::Case::WORDS)),
        default: get("default").map(value),
        examples: list(get("examples"), |node| Some(value(node))),
        deprecated: get("deprecated").and_then(reason),
        secret: get("secret").and_then(boolean),
        page: get("page").and_then(text),
        rust: get("rust").and_then(text),
        differs: texts(get("differs")),
        variants: get("variants").map(|node| constructs(Some(node), read_field)),
        tag: get("tag").and_then(text),
        untagged: get("untagged").and_then(|node| word(node, tree::Untagged::WORDS)),
        keys: get("keys").map(|node| Box::new(read_keys(node))),
        update: get("update").and_then(|node| word(node, tree::Update::WORDS)),
        rules: constructs(get("rules"), read_rule),
        json: special::json_wire(get("json")),
        xml: special::xml_wire(get("xml")),
        required: get("required").and_then(boolean),
        clear: special::clear(get("clear")),
        write_only: get("writeOnly").and_then(boolean),
        means: get("means").and_then(text),
        convert: texts(get("convert")),
        read_only: get("readOnly").and_then(boolean),
        access: get("access").and_then(|node| word(node, tree::Access::WORDS)),
        permissions: special::permissions(get("permission")),
        wire: get("wire").and_then(text),
        query: get("query").map(read_query),
        form: get("form").map(read_form),
        lines: special::lines_wire(get("lines")),
        location: get("in").and_then(|node| word(node, tree::Location::WORDS)),
    }
}

/// Reads an enum value.
pub(in crate::syntax) fn read_enum_value(node: &Node) -> tree::EnumValue {
    if let NodeKind::Scalar(_) = node.kind {
        return tree::EnumValue {
            description: Some(node).and_then(text).unwrap_or_default(),
            ..tree::EnumValue::default()
        };
    }
    let get = |key: &str| node.get(key);
    tree::EnumValue {
        description: get("description").and_then(text).unwrap_or_default(),
        deprecated: get("deprecated").and_then(reason),
        rust: get("rust").and_then(text),
        differs: texts(get("differs")),
    }
}

/// Reads a check.
pub(in crate::syntax) fn read_check(node: &Node) -> tree::Check {
    let get = |key: &str| node.get(key);
    tree::Check {
        kind: special::check_kind(node),
        pattern: special::check_pattern(node),
        dialect: get("dialect").and_then(|node| word(node, tree::Dialect::WORDS)),
        says: get("says").and_then(text).unwrap_or_default(),
        differs: texts(get("differs")),
    }
}

/// Reads a JSON binding.
pub(in crate::syntax) fn read_json(node: &Node) -> tree::Wire {
    read_any_wire(node, Id::Json)
}

/// Reads an XML binding.
pub(in crate::syntax) fn read_xml(node: &Node) -> tree::Wire {
    read_any_wire(node, Id::Xml)
}

/// Reads a place in JSON.
pub(in crate::syntax) fn read_response_json(node: &Node) -> tree::Wire {
    read_any_wire(node, Id::ResponseJson)
}

/// Reads a place in XML.
pub(in crate::syntax) fn read_response_xml(node: &Node) -> tree::Wire {
    read_any_wire(node, Id::ResponseXml)
}

/// Reads a place in lines.
pub(in crate::syntax) fn read_response_lines_field(node: &Node) -> tree::Wire {
    read_any_wire(node, Id::ResponseLinesField)
}

/// Reads a form in JSON.
pub(in crate::syntax) fn read_type_json(node: &Node) -> tree::Wire {
    read_any_wire(node, Id::TypeJson)
}

/// Reads a form in XML.
pub(in crate::syntax) fn read_type_xml(node: &Node) -> tree::Wire {
    read_any_wire(node, Id::TypeXml)
}

/// Reads a query binding.
pub(in crate::syntax) fn read_query(node: &Node) -> tree::Wire {
    read_any_wire(node, Id::Query)
}

/// Reads a form binding.
pub(in crate::syntax) fn read_form(node: &Node) -> tree::Wire {
    read_any_wire(node, Id::Form)
}

/// Reads a lines binding.
pub(in crate::syntax) fn read_lines_field(node: &Node) -> tree::Wire {
    read_any_wire(node, Id::LinesField)
}

fn read_any_wire(node: &Node, id: Id) -> tree::Wire {
    if let NodeKind::Scalar(_) = node.kind {
        return tree::Wire {
            span: node.span,
            name: Some(node).and_then(text),
            ..tree::Wire::default()
        };
    }
    // The checker has reported keys that the construct does not have. They are not read.
    let get = |key: &str| id.construct().key(key).and_then(|key| node.get(key.name));
    tree::Wire {
        span: node.span,
        name: get("name").and_then(text),
        at: special::path(get("at")),
        values: fitting(get("values"), scalar),
        absent: get("absent").and_then(|node| word(node, tree::Absent::WORDS)),
        list: get("list").and_then(|node| word(node, tree::ListStyle::WORDS)),
        members: get("members").and_then(text),
        written: get("as").and_then(|node| word(node, tree::Written::WORDS)),
        key: get("key").and_then(text),
        value: get("value").and_then(text),
        item: get("item").and_then(text),
        attributes: fitting(get("attributes"), any_text),
        presence: get("presence").and_then(boolean),
        nil: get("nil").and_then(boolean),
        first_of: list(get("first_of"), text),
        index: get("index").and_then(text),
        first: get("first").and_then(count),
    }
}

/// Reads an operation.
pub(in crate::syntax) fn read_operation(node: &Node) -> tree::Operation {
    let get = |key: &str| node.get(key);
    tree::Operation {
        span: node.span,
        http: get("http").and_then(text).unwrap_or_default(),
        from: get("from").and_then(text),
        without: texts(get("without")),
        optional: texts(get("optional")),
        description: get("description").and_then(text),
        page: get("page").and_then(text),
        endpoint: get("endpoint").and_then(text),
        auth: get("auth").map(|node| texts(Some(node))),
        update: get("update").and_then(|node| word(node, tree::Update::WORDS)),
        idempotent: get("idempotent").and_then(boolean),
        mask: get("mask").map(read_mask),
        reads: get("reads").map(read_reads),
        does: get("does").and_then(|node| word(node, tree::Does::WORDS)),
        deprecated: get("deprecated").and_then(reason),
        withdrawn: get("withdrawn").and_then(text),
        permissions: special::permissions(get("permission")),
        headers: fitting(get("headers"), any_text),
        wire: get("wire").and_then(text),
        encoding: get("encoding").map(read_encoding),
        body: get("body").and_then(|node| word(node, tree::Body::WORDS)),
        content_type: get("content_type").and_then(text),
        doctype: get("doctype").and_then(text),
        lines: get("lines").map(read_lines),
        bindings: constructs(get("bindings"), read_binding),
        case: get("case").and_then(|node| word(node, tree::Case::WORDS)),
        params: constructs(get("params"), read_param),
        include: texts(get("include")),
        required: texts(get("required")),
        fields: constructs(get("fields"), read_field),
        envelope: special::envelope(get("envelope")),
        template: get("template").and_then(text),
        rules: constructs(get("rules"), read_rule),
        responses: constructs(get("responses"), read_response),
        examples: constructs(get("examples"), read_example),
        rust: get("rust").and_then(text),
        differs: texts(get("differs")),
    }
}

/// Reads a lines.
pub(in crate::syntax) fn read_lines(node: &Node) -> tree::Lines {
    let get = |key: &str| node.get(key);
    tree::Lines {
        span: node.span,
        between: get("between").and_then(text),
        assign: get("assign").and_then(text),
        sort: get("sort").and_then(boolean),
        end: get("end").and_then(text),
        section: get("section").and_then(text),
        blank_line: get("blank_line").and_then(boolean),
    }
}

/// Reads an encoding.
pub(in crate::syntax) fn read_encoding(node: &Node) -> tree::Encoding {
    let get = |key: &str| node.get(key);
    tree::Encoding {
        query: get("query").and_then(|node| word(node, tree::Escaping::WORDS)),
        form: get("form").and_then(|node| word(node, tree::Escaping::WORDS)),
    }
}

/// Reads a binding.
pub(in crate::syntax) fn read_binding(node: &Node) -> tree::Binding {
    let get = |key: &str| node.get(key);
    tree::Binding {
        body: get("body")
            .and_then(|node| word(node, tree::Body::WORDS))
            .unwrap_or_default(),
        path: get("path").and_then(text),
        content_type: get("content_type").and_then(text),
        doctype: get("doctype").and_then(text),
        envelope: special::envelope(get("envelope")),
        template: get("template").and_then(text),
        lines: get("lines").map(read_lines),
        description: get("description").and_then(text),
        rust: get("rust").and_then(text),
        differs: texts(get("differs")),
    }
}

/// Reads a rule.
pub(in crate::syntax) fn read_rule(node: &Node) -> tree::Rule {
    let get = |key: &str| node.get(key);
    tree::Rule {
        span: node.span,
        description: get("description").and_then(text),
        about: get("about").and_then(|node| word(node, tree::About::WORDS)),
        when: special::conditions(get("when")),
        effects: special::effects(node),
        empty_is_value: get("empty_is_value").and_then(boolean),
        says: get("says").and_then(text),
        page: get("page").and_then(text),
        rust: get("rust").and_then(text),
        differs: texts(get("differs")),
    }
}

/// Reads a response.
pub(in crate::syntax) fn read_response(node: &Node) -> tree::Response {
    let get = |key: &str| node.get(key);
    tree::Response {
        span: node.span,
        description: get("description").and_then(text),
        matched: get("match").map(read_match).unwrap_or_default(),
        after: texts(get("after")),
        outcome: get("outcome").and_then(|node| word(node, tree::Outcome::WORDS)),
        retry: special::retry(get("retry")),
        session: get("session").and_then(|node| word(node, tree::Session::WORDS)),
        answer: get("answer").map(read_answer),
        body: special::response_bodies(get("body")),
        tree: get("tree").and_then(text),
        lines: get("lines").map(read_response_lines),
        include: texts(get("include")),
        fields: constructs(get("fields"), read_response_field),
        code: get("code").map(read_response_text),
        codes: constructs(get("codes"), read_code),
        message: get("message").map(read_response_text),
        violations: get("violations").map(read_violations),
        examples: constructs(get("examples"), read_response_example),
        page: get("page").and_then(text),
        rust: get("rust").and_then(text),
        differs: texts(get("differs")),
    }
}

/// Reads a line format.
pub(in crate::syntax) fn read_response_lines(node: &Node) -> tree::ResponseLines {
    let get = |key: &str| node.get(key);
    tree::ResponseLines {
        span: node.span,
        assign: get("assign").and_then(text),
        trim: get("trim").and_then(boolean),
        case: get("case").and_then(|node| word(node, tree::LetterCase::WORDS)),
        skip: texts(get("skip")),
        end: get("end").and_then(text),
        section: get("section").and_then(text),
    }
}

/// Reads a field mask.
pub(in crate::syntax) fn read_mask(node: &Node) -> tree::Mask {
    let get = |key: &str| node.get(key);
    tree::Mask {
        span: node.span,
        query: get("query").and_then(text),
        header: get("header").and_then(text),
        separator: get("separator").and_then(text),
        names: get("names").and_then(|node| word(node, tree::MaskNames::WORDS)),
    }
}

/// Reads a source of a write-back.
pub(in crate::syntax) fn read_reads(node: &Node) -> tree::Reads {
    let get = |key: &str| node.get(key);
    tree::Reads {
        span: node.span,
        operation: get("operation").and_then(text).unwrap_or_default(),
        at: get("at").and_then(text),
        drop: texts(get("drop")),
        from_caller: texts(get("from_caller")),
    }
}

/// Reads an answer.
pub(in crate::syntax) fn read_answer(node: &Node) -> tree::Answer {
    let get = |key: &str| node.get(key);
    tree::Answer {
        status: get("status").and_then(integer),
        code: get("code").and_then(text),
    }
}

/// Reads a match.
pub(in crate::syntax) fn read_match(node: &Node) -> tree::Match {
    let get = |key: &str| node.get(key);
    tree::Match {
        status: special::statuses(get("status")),
        headers: special::response_tests(get("headers")),
        body: special::response_tests(get("body")),
        fields: special::response_tests(get("fields")),
        code: texts(get("code")),
    }
}

/// Reads a place of a text.
pub(in crate::syntax) fn read_response_text(node: &Node) -> tree::ResponseText {
    if let NodeKind::Scalar(_) = node.kind {
        return tree::ResponseText {
            span: node.span,
            field: texts(Some(node)),
            ..tree::ResponseText::default()
        };
    }
    let get = |key: &str| node.get(key);
    tree::ResponseText {
        span: node.span,
        header: texts(get("header")),
        field: texts(get("field")),
        body: texts(get("body")),
        after: get("after").and_then(text),
        before: get("before").and_then(text),
    }
}

/// Reads a code.
pub(in crate::syntax) fn read_code(node: &Node) -> tree::Code {
    if let NodeKind::Scalar(_) = node.kind {
        return tree::Code {
            description: Some(node).and_then(text).unwrap_or_default(),
            ..tree::Code::default()
        };
    }
    let get = |key: &str| node.get(key);
    tree::Code {
        description: get("description").and_then(text).unwrap_or_default(),
        outcome: get("outcome").and_then(|node| word(node, tree::Outcome::WORDS)),
        retry: special::retry(get("retry")),
        session: get("session").and_then(|node| word(node, tree::Session::WORDS)),
        rust: get("rust").and_then(text),
        differs: texts(get("differs")),
    }
}

/// Reads a reported violations.
pub(in crate::syntax) fn read_violations(node: &Node) -> tree::Violations {
    let get = |key: &str| node.get(key);
    tree::Violations {
        span: node.span,
        each: get("each").and_then(text),
        path: get("path").and_then(text),
        code: get("code").and_then(text),
        message: get("message").and_then(text),
        nested: get("nested").and_then(text),
        tree: get("tree").and_then(text),
    }
}

/// Reads an example of a response.
pub(in crate::syntax) fn read_response_example(node: &Node) -> tree::ResponseExample {
    let get = |key: &str| node.get(key);
    tree::ResponseExample {
        span: node.span,
        description: get("description").and_then(text),
        status: get("status").and_then(integer),
        headers: fitting(get("headers"), any_text),
        body: get("body").and_then(any_text),
        values: constructs(get("values"), value),
        code: get("code").and_then(text),
        message: get("message").and_then(text),
        violations: get("violations").map(|node| list(Some(node), text)),
        page: get("page").and_then(text),
        rust: get("rust").and_then(text),
        differs: texts(get("differs")),
    }
}

/// Reads an example.
pub(in crate::syntax) fn read_example(node: &Node) -> tree::Example {
    let get = |key: &str| node.get(key);
    tree::Example {
        span: node.span,
        description: get("description").and_then(text),
        values: constructs(get("values"), value),
        context: constructs(get("context"), value),
        context_unknown: texts(get("context_unknown")),
        current: get("current").map(|node| constructs(Some(node), value)),
        credentials: fitting(get("credentials"), scalar),
        auth: get("auth").and_then(text),
        now: get("now").and_then(text),
        nonce: get("nonce").and_then(text),
        server: get("server").and_then(text),
        binding: get("binding").and_then(text),
        waive: texts(get("waive")),
        expect: get("expect").map(read_expect),
        violations: get("violations").map(|node| list(Some(node), text)),
        unchecked: get("unchecked").map(|node| texts(Some(node))),
        page: get("page").and_then(text),
        rust: get("rust").and_then(text),
        differs: texts(get("differs")),
    }
}

/// Reads a request.
pub(in crate::syntax) fn read_expect(node: &Node) -> tree::Expect {
    let get = |key: &str| node.get(key);
    tree::Expect {
        method: get("method").and_then(text),
        url: get("url").and_then(text),
        headers: fitting(get("headers"), any_text),
        body: get("body").and_then(any_text),
    }
}
