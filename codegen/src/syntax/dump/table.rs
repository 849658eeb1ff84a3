// Written by `cargo xtask codegen` from codegen/language.yaml. Change that file instead.
//! Writes the constructs of the language, with the keys in the order of the table.

use super::special;
use super::yaml::*;
use crate::syntax::tree;

/// Writes `Schema`.
pub(super) fn write_schema(it: &tree::Schema) -> Yaml {
    Keys::default()
        .put("wireform", plain(1))
        .put("provider", some(write_provider(&it.provider)))
        .put("case", it.case.as_ref().map(|it| word(it.value.word())))
        .put("encoding", it.encoding.as_ref().map(write_encoding))
        .map("pages", &it.pages, write_page)
        .map("namespaces", &it.namespaces, write_namespace)
        .map("trees", &it.trees, write_tree)
        .map("credentials", &it.credentials, write_credential)
        .map("auth", &it.auth, write_auth)
        .map("endpoints", &it.endpoints, write_endpoint)
        .map("contexts", &it.contexts, write_context)
        .map("types", &it.types, write_node)
        .map("operations", &it.operations, write_operation)
        .texts("differs", &it.differs)
        .done()
}

/// Writes `Provider`.
pub(super) fn write_provider(it: &tree::Provider) -> Yaml {
    Keys::default()
        .put("name", text(&it.name))
        .text("description", it.description.as_ref())
        .text("url", it.url.as_ref())
        .text("rust", it.rust.as_ref())
        .texts("differs", &it.differs)
        .done()
}

/// Writes `Namespace`.
pub(super) fn write_namespace(it: &tree::Namespace) -> Yaml {
    Keys::default()
        .put("uri", text(&it.uri))
        .put(
            "declare",
            it.declare.as_ref().map(|it| word(it.value.word())),
        )
        .done()
}

/// Writes `Tree`.
pub(super) fn write_tree(it: &tree::Tree) -> Yaml {
    Keys::default()
        .put("string", special::tree_shapes(&it.string))
        .put("integer", special::tree_shapes(&it.integer))
        .put("number", special::tree_shapes(&it.number))
        .put("boolean", special::tree_shapes(&it.boolean))
        .put("null", special::tree_shapes(&it.null))
        .put("time", special::tree_shapes(&it.time))
        .put("list", special::tree_shapes(&it.list))
        .put("object", special::tree_shapes(&it.object))
        .map("values", &it.values, |it| scalar(it))
        .texts("at", &it.at)
        .done()
}

/// Writes `Page`.
pub(super) fn write_page(it: &tree::Page) -> Yaml {
    Keys::default()
        .put("url", text(&it.url))
        .text("title", it.title.as_ref())
        .text("retrieved", it.retrieved.as_ref())
        .texts("differs", &it.differs)
        .done()
}

/// Writes `Credential`.
pub(super) fn write_credential(it: &tree::Credential) -> Yaml {
    Keys::default()
        .text("type", it.ty.as_ref())
        .put("secret", it.secret.as_ref().map(|it| plain(it.value)))
        .text("description", it.description.as_ref())
        .put("default", it.default.as_ref().map(|it| scalar(it)))
        .put("optional", it.optional.as_ref().map(|it| plain(it.value)))
        .put("from", special::path(&it.from))
        .text("expires", it.expires.as_ref())
        .text("pattern", it.facets.pattern.as_ref())
        .put(
            "minLength",
            it.facets.min_length.as_ref().map(|it| plain(it.value)),
        )
        .put(
            "maxLength",
            it.facets.max_length.as_ref().map(|it| plain(it.value)),
        )
        .put(
            "minimum",
            it.facets.minimum.as_ref().map(|it| plain(&it.value)),
        )
        .put(
            "maximum",
            it.facets.maximum.as_ref().map(|it| plain(&it.value)),
        )
        .text("rust", it.rust.as_ref())
        .texts("differs", &it.differs)
        .done()
}

/// Writes `Auth`.
pub(super) fn write_auth(it: &tree::Auth) -> Yaml {
    Keys::default()
        .text("description", it.description.as_ref())
        .map("headers", &it.headers, text)
        .texts("basic", &it.basic)
        .map("params", &it.params, text)
        .texts("document", &it.document)
        .put("steps", some_list(&it.steps, write_auth_step))
        .text("rust", it.rust.as_ref())
        .texts("differs", &it.differs)
        .done()
}

/// Writes `AuthStep`.
pub(super) fn write_auth_step(it: &tree::AuthStep) -> Yaml {
    Keys::default()
        .put("let", special::computed(&it.lets))
        .put("headers", special::computed(&it.headers))
        .put("params", special::computed(&it.params))
        .put("cookies", special::computed(&it.cookies))
        .done()
}

/// Writes `Endpoint`.
pub(super) fn write_endpoint(it: &tree::Endpoint) -> Yaml {
    Keys::default()
        .text("description", it.description.as_ref())
        .map("servers", &it.servers, text)
        .texts("auth", &it.auth)
        .text("rust", it.rust.as_ref())
        .texts("differs", &it.differs)
        .done()
}

/// Writes `Context`.
pub(super) fn write_context(it: &tree::Context) -> Yaml {
    Keys::default()
        .text("description", it.description.as_ref())
        .append(special::context_kind(it))
        .text("pattern", it.pattern.as_ref())
        .put(
            "dialect",
            it.dialect.as_ref().map(|it| word(it.value.word())),
        )
        .put("match", it.extent.as_ref().map(|it| word(it.value.word())))
        .text("rust", it.rust.as_ref())
        .texts("differs", &it.differs)
        .done()
}

/// Writes `Node`.
pub(super) fn write_node(it: &tree::Node) -> Yaml {
    Keys::default()
        .text("type", it.ty.as_ref())
        .text("description", it.description.as_ref())
        .text("pattern", it.facets.pattern.as_ref())
        .put(
            "dialect",
            it.facets.dialect.as_ref().map(|it| word(it.value.word())),
        )
        .put(
            "match",
            it.facets.extent.as_ref().map(|it| word(it.value.word())),
        )
        .put(
            "minLength",
            it.facets.min_length.as_ref().map(|it| plain(it.value)),
        )
        .put(
            "maxLength",
            it.facets.max_length.as_ref().map(|it| plain(it.value)),
        )
        .put(
            "lengthUnit",
            it.facets
                .length_unit
                .as_ref()
                .map(|it| word(it.value.word())),
        )
        .put("format", special::text_formats(&it.facets.format))
        .put(
            "minimum",
            it.facets.minimum.as_ref().map(|it| plain(&it.value)),
        )
        .put(
            "maximum",
            it.facets.maximum.as_ref().map(|it| plain(&it.value)),
        )
        .put(
            "exclusiveMinimum",
            it.facets
                .exclusive_minimum
                .as_ref()
                .map(|it| plain(&it.value)),
        )
        .put(
            "exclusiveMaximum",
            it.facets
                .exclusive_maximum
                .as_ref()
                .map(|it| plain(&it.value)),
        )
        .put(
            "multipleOf",
            it.facets.multiple_of.as_ref().map(|it| plain(&it.value)),
        )
        .put(
            "enum",
            it.values.as_ref().map(|it| map(it, write_enum_value)),
        )
        .map("all_of", &it.facets.all_of, write_check)
        .put("items", it.items.as_ref().map(|it| write_node(it)))
        .put(
            "minItems",
            it.facets.min_items.as_ref().map(|it| plain(it.value)),
        )
        .put(
            "maxItems",
            it.facets.max_items.as_ref().map(|it| plain(it.value)),
        )
        .put(
            "uniqueItems",
            it.facets.unique_items.as_ref().map(|it| plain(it.value)),
        )
        .text("join", it.join.as_ref())
        .put("quoted", it.quoted.as_ref().map(|it| plain(it.value)))
        .put(
            "separators",
            it.separators.as_ref().map(|it| plain(it.value)),
        )
        .put("fields", it.fields.as_ref().map(|it| map(it, write_node)))
        .put(
            "unknown",
            it.undescribed.as_ref().map(|it| word(it.value.word())),
        )
        .put("case", it.case.as_ref().map(|it| word(it.value.word())))
        .put("const", it.facets.constant.as_ref().map(|it| scalar(it)))
        .put("default", it.default.as_ref().map(|it| value(it)))
        .put("examples", some_list(&it.examples, |it| value(it)))
        .put("deprecated", it.deprecated.as_ref().map(reason))
        .put("secret", it.secret.as_ref().map(|it| plain(it.value)))
        .text("page", it.page.as_ref())
        .text("rust", it.rust.as_ref())
        .texts("differs", &it.differs)
        .texts("unique_by", &it.facets.unique_by)
        .put("normalize", special::normal_steps(&it.facets.normal))
        .put(
            "variants",
            it.variants.as_ref().map(|it| map(it, write_node)),
        )
        .text("tag", it.tag.as_ref())
        .put(
            "untagged",
            it.untagged.as_ref().map(|it| word(it.value.word())),
        )
        .put("keys", it.keys.as_ref().map(|it| write_node(it)))
        .put("update", it.update.as_ref().map(|it| word(it.value.word())))
        .map("rules", &it.rules, write_rule)
        .put("json", special::wire(&it.json))
        .put("xml", special::wire(&it.xml))
        .put("required", it.required.as_ref().map(|it| plain(it.value)))
        .put("clear", special::clear(&it.clear))
        .put(
            "writeOnly",
            it.write_only.as_ref().map(|it| plain(it.value)),
        )
        .text("means", it.means.as_ref())
        .texts("convert", &it.convert)
        .put("readOnly", it.read_only.as_ref().map(|it| plain(it.value)))
        .put("access", it.access.as_ref().map(|it| word(it.value.word())))
        .put("permission", special::permissions(&it.permissions))
        .text("wire", it.wire.as_ref())
        .put("query", it.query.as_ref().map(write_wire))
        .put("form", it.form.as_ref().map(write_wire))
        .put("lines", special::wire(&it.lines))
        .put("in", it.location.as_ref().map(|it| word(it.value.word())))
        .done()
}

/// Writes `EnumValue`.
pub(super) fn write_enum_value(it: &tree::EnumValue) -> Yaml {
    Keys::default()
        .put("description", text(&it.description))
        .put("deprecated", it.deprecated.as_ref().map(reason))
        .text("rust", it.rust.as_ref())
        .texts("differs", &it.differs)
        .done()
}

/// Writes `Check`.
pub(super) fn write_check(it: &tree::Check) -> Yaml {
    Keys::default()
        .append(special::check_pattern(it))
        .put(
            "dialect",
            it.dialect.as_ref().map(|it| word(it.value.word())),
        )
        .put("says", text(&it.says))
        .texts("differs", &it.differs)
        .done()
}

/// Writes `Wire`.
pub(super) fn write_wire(it: &tree::Wire) -> Yaml {
    Keys::default()
        .text("name", it.name.as_ref())
        .put("at", special::path(&it.at))
        .map("values", &it.values, |it| scalar(it))
        .put("absent", it.absent.as_ref().map(|it| word(it.value.word())))
        .put("list", it.list.as_ref().map(|it| word(it.value.word())))
        .text("members", it.members.as_ref())
        .put("as", it.written.as_ref().map(|it| word(it.value.word())))
        .text("key", it.key.as_ref())
        .text("value", it.value.as_ref())
        .text("item", it.item.as_ref())
        .map("attributes", &it.attributes, text)
        .put("presence", it.presence.as_ref().map(|it| plain(it.value)))
        .put("nil", it.nil.as_ref().map(|it| plain(it.value)))
        .texts("first_of", &it.first_of)
        .text("index", it.index.as_ref())
        .put("first", it.first.as_ref().map(|it| plain(it.value)))
        .done()
}

/// Writes `Operation`.
pub(super) fn write_operation(it: &tree::Operation) -> Yaml {
    Keys::default()
        .put("http", text(&it.http))
        .text("from", it.from.as_ref())
        .texts("without", &it.without)
        .texts("optional", &it.optional)
        .text("description", it.description.as_ref())
        .text("page", it.page.as_ref())
        .text("endpoint", it.endpoint.as_ref())
        .put("auth", it.auth.as_ref().map(|it| all(it, text)))
        .put("update", it.update.as_ref().map(|it| word(it.value.word())))
        .put(
            "idempotent",
            it.idempotent.as_ref().map(|it| plain(it.value)),
        )
        .put("mask", it.mask.as_ref().map(write_mask))
        .put("reads", it.reads.as_ref().map(write_reads))
        .put("does", it.does.as_ref().map(|it| word(it.value.word())))
        .put("deprecated", it.deprecated.as_ref().map(reason))
        .text("withdrawn", it.withdrawn.as_ref())
        .put("permission", special::permissions(&it.permissions))
        .map("headers", &it.headers, text)
        .text("wire", it.wire.as_ref())
        .put("encoding", it.encoding.as_ref().map(write_encoding))
        .put("body", it.body.as_ref().map(|it| word(it.value.word())))
        .text("content_type", it.content_type.as_ref())
        .text("doctype", it.doctype.as_ref())
        .put("lines", it.lines.as_ref().map(write_lines))
        .map("bindings", &it.bindings, write_binding)
        .put("case", it.case.as_ref().map(|it| word(it.value.word())))
        .map("params", &it.params, write_node)
        .texts("include", &it.include)
        .texts("required", &it.required)
        .map("fields", &it.fields, write_node)
        .put("envelope", special::envelope(&it.envelope))
        .text("template", it.template.as_ref())
        .map("rules", &it.rules, write_rule)
        .map("responses", &it.responses, write_response)
        .map("examples", &it.examples, write_example)
        .text("rust", it.rust.as_ref())
        .texts("differs", &it.differs)
        .done()
}

/// Writes `Lines`.
pub(super) fn write_lines(it: &tree::Lines) -> Yaml {
    Keys::default()
        .text("between", it.between.as_ref())
        .text("assign", it.assign.as_ref())
        .put("sort", it.sort.as_ref().map(|it| plain(it.value)))
        .text("end", it.end.as_ref())
        .text("section", it.section.as_ref())
        .put(
            "blank_line",
            it.blank_line.as_ref().map(|it| plain(it.value)),
        )
        .done()
}

/// Writes `Encoding`.
pub(super) fn write_encoding(it: &tree::Encoding) -> Yaml {
    Keys::default()
        .put("query", it.query.as_ref().map(|it| word(it.value.word())))
        .put("form", it.form.as_ref().map(|it| word(it.value.word())))
        .done()
}

/// Writes `Binding`.
pub(super) fn write_binding(it: &tree::Binding) -> Yaml {
    Keys::default()
        .put("body", word(it.body.value.word()))
        .text("path", it.path.as_ref())
        .text("content_type", it.content_type.as_ref())
        .text("doctype", it.doctype.as_ref())
        .put("envelope", special::envelope(&it.envelope))
        .text("template", it.template.as_ref())
        .put("lines", it.lines.as_ref().map(write_lines))
        .text("description", it.description.as_ref())
        .text("rust", it.rust.as_ref())
        .texts("differs", &it.differs)
        .done()
}

/// Writes `Rule`.
pub(super) fn write_rule(it: &tree::Rule) -> Yaml {
    Keys::default()
        .text("description", it.description.as_ref())
        .put("about", it.about.as_ref().map(|it| word(it.value.word())))
        .put("when", special::conditions(&it.when))
        .append(special::effects(it))
        .put(
            "empty_is_value",
            it.empty_is_value.as_ref().map(|it| plain(it.value)),
        )
        .text("says", it.says.as_ref())
        .text("page", it.page.as_ref())
        .text("rust", it.rust.as_ref())
        .texts("differs", &it.differs)
        .done()
}

/// Writes `Response`.
pub(super) fn write_response(it: &tree::Response) -> Yaml {
    Keys::default()
        .text("description", it.description.as_ref())
        .put("match", some(write_match(&it.matched)))
        .texts("after", &it.after)
        .put(
            "outcome",
            it.outcome.as_ref().map(|it| word(it.value.word())),
        )
        .put("retry", special::retry(&it.retry))
        .put(
            "session",
            it.session.as_ref().map(|it| word(it.value.word())),
        )
        .put("answer", it.answer.as_ref().map(write_answer))
        .put("body", special::response_bodies(&it.body))
        .text("tree", it.tree.as_ref())
        .put("lines", it.lines.as_ref().map(write_response_lines))
        .texts("include", &it.include)
        .map("fields", &it.fields, write_node)
        .put("code", it.code.as_ref().map(write_response_text))
        .map("codes", &it.codes, write_code)
        .put("message", it.message.as_ref().map(write_response_text))
        .put("violations", it.violations.as_ref().map(write_violations))
        .map("examples", &it.examples, write_response_example)
        .text("page", it.page.as_ref())
        .text("rust", it.rust.as_ref())
        .texts("differs", &it.differs)
        .done()
}

/// Writes `ResponseLines`.
pub(super) fn write_response_lines(it: &tree::ResponseLines) -> Yaml {
    Keys::default()
        .text("assign", it.assign.as_ref())
        .put("trim", it.trim.as_ref().map(|it| plain(it.value)))
        .put("case", it.case.as_ref().map(|it| word(it.value.word())))
        .texts("skip", &it.skip)
        .text("end", it.end.as_ref())
        .text("section", it.section.as_ref())
        .done()
}

/// Writes `Mask`.
pub(super) fn write_mask(it: &tree::Mask) -> Yaml {
    Keys::default()
        .text("query", it.query.as_ref())
        .text("header", it.header.as_ref())
        .text("separator", it.separator.as_ref())
        .put("names", it.names.as_ref().map(|it| word(it.value.word())))
        .done()
}

/// Writes `Reads`.
pub(super) fn write_reads(it: &tree::Reads) -> Yaml {
    Keys::default()
        .put("operation", text(&it.operation))
        .text("at", it.at.as_ref())
        .texts("drop", &it.drop)
        .texts("from_caller", &it.from_caller)
        .done()
}

/// Writes `Answer`.
pub(super) fn write_answer(it: &tree::Answer) -> Yaml {
    Keys::default()
        .put("status", it.status.as_ref().map(|it| plain(it.value)))
        .text("code", it.code.as_ref())
        .done()
}

/// Writes `Match`.
pub(super) fn write_match(it: &tree::Match) -> Yaml {
    Keys::default()
        .put("status", special::one_or_more(&it.status))
        .put("headers", special::response_tests(&it.headers))
        .put("body", special::response_tests(&it.body))
        .put("fields", special::response_tests(&it.fields))
        .texts("code", &it.code)
        .done()
}

/// Writes `ResponseText`.
pub(super) fn write_response_text(it: &tree::ResponseText) -> Yaml {
    Keys::default()
        .texts("header", &it.header)
        .texts("field", &it.field)
        .texts("body", &it.body)
        .text("after", it.after.as_ref())
        .text("before", it.before.as_ref())
        .done()
}

/// Writes `Code`.
pub(super) fn write_code(it: &tree::Code) -> Yaml {
    Keys::default()
        .put("description", text(&it.description))
        .put(
            "outcome",
            it.outcome.as_ref().map(|it| word(it.value.word())),
        )
        .put("retry", special::retry(&it.retry))
        .put(
            "session",
            it.session.as_ref().map(|it| word(it.value.word())),
        )
        .text("rust", it.rust.as_ref())
        .texts("differs", &it.differs)
        .done()
}

/// Writes `Violations`.
pub(super) fn write_violations(it: &tree::Violations) -> Yaml {
    Keys::default()
        .text("each", it.each.as_ref())
        .text("path", it.path.as_ref())
        .text("code", it.code.as_ref())
        .text("message", it.message.as_ref())
        .text("nested", it.nested.as_ref())
        .text("tree", it.tree.as_ref())
        .done()
}

/// Writes `ResponseExample`.
pub(super) fn write_response_example(it: &tree::ResponseExample) -> Yaml {
    Keys::default()
        .text("description", it.description.as_ref())
        .put("status", it.status.as_ref().map(|it| plain(it.value)))
        .map("headers", &it.headers, text)
        .text("body", it.body.as_ref())
        .map("values", &it.values, |it| value(it))
        .text("code", it.code.as_ref())
        .text("message", it.message.as_ref())
        .put("violations", it.violations.as_ref().map(|it| all(it, text)))
        .text("page", it.page.as_ref())
        .text("rust", it.rust.as_ref())
        .texts("differs", &it.differs)
        .done()
}

/// Writes `Example`.
pub(super) fn write_example(it: &tree::Example) -> Yaml {
    Keys::default()
        .text("description", it.description.as_ref())
        .map("values", &it.values, |it| value(it))
        .map("context", &it.context, |it| value(it))
        .texts("context_unknown", &it.context_unknown)
        .put(
            "current",
            it.current.as_ref().map(|it| map(it, |it| value(it))),
        )
        .map("credentials", &it.credentials, |it| scalar(it))
        .text("auth", it.auth.as_ref())
        .text("now", it.now.as_ref())
        .text("nonce", it.nonce.as_ref())
        .text("server", it.server.as_ref())
        .text("binding", it.binding.as_ref())
        .texts("waive", &it.waive)
        .put("expect", it.expect.as_ref().map(write_expect))
        .put("violations", it.violations.as_ref().map(|it| all(it, text)))
        .put("unchecked", it.unchecked.as_ref().map(|it| all(it, text)))
        .text("page", it.page.as_ref())
        .text("rust", it.rust.as_ref())
        .texts("differs", &it.differs)
        .done()
}

/// Writes `Expect`.
pub(super) fn write_expect(it: &tree::Expect) -> Yaml {
    Keys::default()
        .text("method", it.method.as_ref())
        .text("url", it.url.as_ref())
        .map("headers", &it.headers, text)
        .text("body", it.body.as_ref())
        .done()
}
