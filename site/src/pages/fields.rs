//! The fields of an operation, with the members of their objects.

use wireform_codegen::lower::{Place, Places, lower};
use wireform_codegen::plan::{BodyFormat, Field, ObjectId, Operation, Presence};

use super::context::Context;
use super::evidence::Subject;
use super::search::Index;
use super::{evidence, fact, sentences, values};
use crate::anchor;
use crate::layout::{Html, element, prose, value};
use crate::wire::Lead;
use crate::words::{absence, access, clear, code, codes, presence, term, type_name};

/// The fields of an operation.
pub(super) struct Fields {
    /// The entries of the contents.
    pub(super) contents: Vec<Html>,
    pub(super) html: Html,
}

/// Returns the fields of an operation, and adds them to the index.
pub(super) fn list(context: &Context<'_>, operation: &Operation, index: &mut Index) -> Fields {
    let lowered = lower(context.plan, &std::sync::Arc::default());
    let mut walk = Walk {
        context,
        operation,
        index,
        within: Vec::new(),
    };
    let mut found = Fields {
        contents: Vec::new(),
        html: Html::new(),
    };
    let places = lowered.places(operation);
    for (field, place) in operation.fields.iter().zip(&places) {
        let (id, html) = walk.field(field, place, &place.wire, ("", &operation.name));
        let link = element("a")
            .attr("href", &format!("#{id}"))
            .add(element("code").text(&field.name));
        found.contents.push(element("li").add(link).into());
        found.html.add(html);
    }
    if operation.fields.is_empty() {
        found.html.add(
            element("p")
                .class("quiet")
                .text("The request has no fields."),
        );
    }
    found
}

struct Walk<'w, 'p> {
    context: &'w Context<'p>,
    operation: &'w Operation,
    index: &'w mut Index,
    /// The objects around the field.
    within: Vec<ObjectId>,
}

impl Walk<'_, '_> {
    /// Returns the anchor of a field and its description. `outer` is the logical path of its object, with a dot at its end, and the
    /// place of the object in notes.
    fn field(
        &mut self,
        field: &Field,
        place: &Place<'_>,
        wire: &str,
        outer: (&str, &str),
    ) -> (String, Html) {
        let (prefix, owner) = outer;
        let context = self.context;
        let path = format!("{prefix}{}", field.name);
        let id = context.id(&anchor::field(&self.operation.name, &path));
        let page = anchor::provider(&context.plan.schema);
        let description = field.description.as_deref().unwrap_or_default();
        self.index.add(
            &path,
            &format!("{} › {}", context.plan.provider, self.operation.name),
            &format!("{page}#{id}"),
            &format!(
                "{description} {}",
                field.means.as_deref().unwrap_or_default()
            ),
        );
        let mut section = element("section")
            .class("field")
            .id(&id)
            .add(self.title(field, &id, prefix));
        if !description.is_empty() {
            section = section.add(element("p").add(prose(description)));
        }
        section = section.add(self.facts(field, wire, &path));
        let mut places = vec![format!("{owner}.{}", field.name)];
        places.extend(field.type_name.iter().map(|name| format!("types.{name}")));
        if let Some(text) = field.ty.item().text() {
            for check in &text.checks {
                places.push(format!("{owner}.{}.all_of.{}", field.name, check.name));
            }
        }
        section = section.add(context.notes(&places));
        section = section.add(self.members(field, &path, &Lead::into(field, place, wire)));
        (id, section.into())
    }

    fn title(&self, field: &Field, id: &str, prefix: &str) -> Html {
        let mut name = element("code");
        if !prefix.is_empty() {
            name = name.add(element("span").class("quiet").text(prefix));
        }
        let link = element("a")
            .class("self")
            .attr("href", &format!("#{id}"))
            .add(name.text(&field.name));
        let mut title = element("h4").add(link).text(" ").add(
            element("span")
                .class("type")
                .text(&type_name(self.context.plan, &field.ty)),
        );
        let badge = |class: &str, text: &str| element("span").class(class).text(text);
        title = title.text(" ").add(match field.presence {
            _ if field.constant.is_some() => badge("badge", "constant"),
            Presence::Required => badge("badge strong", presence(field.presence)),
            Presence::Optional | Presence::Clearable(_) | Presence::Variant => {
                badge("badge", presence(field.presence))
            }
        });
        if field.secret {
            title = title.text(" ").add(badge("badge", "secret"));
        }
        if field.deprecated.is_some() {
            title = title.text(" ").add(badge("badge warn", "deprecated"));
        }
        title.into()
    }

    fn facts(&self, field: &Field, wire: &str, path: &str) -> Html {
        let mut facts = element("dl").class("facts");
        if let Some(term) = field.means.as_deref().and_then(term) {
            let mut meaning = Html::text(term.meaning);
            match term.element {
                Some(name) => {
                    meaning.push_text(" (RFC 5733: ");
                    meaning.add(element("code").text(name));
                    meaning.push_text(")");
                }
                None => meaning.add(prose(&format!(" ({})", code(term.name)))),
            }
            facts = facts.add(fact("Means", meaning));
        }
        let format = self.operation.default_binding().body.format();
        let is_text = match format {
            Some(BodyFormat::Text) => true,
            Some(
                BodyFormat::Json
                | BodyFormat::Xml
                | BodyFormat::Query
                | BodyFormat::Form
                | BodyFormat::Lines,
            )
            | None => false,
        };
        if is_text && wire == "text()" {
            facts = facts.add(fact("On the wire", Html::text("in the text of the body")));
        } else if !wire.is_empty() {
            facts = facts.add(fact("On the wire", element("code").text(wire)));
        }
        if let Some(constant) = &field.constant {
            facts = facts.add(fact("Always sends", value(&constant.words())));
            let source = evidence::of(self.context, &self.operation.name, Subject::Request, path);
            return facts.add(source).into();
        }
        let statements = self.statements(field);
        if !statements.is_empty() {
            facts = facts.add(fact("Sent", sentences(statements)));
        }
        if !field.examples.is_empty() {
            let list = values::chips(field.examples.iter().map(String::as_str));
            facts = facts.add(fact("For example", list));
        }
        facts = facts.add(values::facts(self.context, &field.ty));
        if let Some(link) = field
            .page
            .as_deref()
            .and_then(|it| self.context.page_link(it))
        {
            facts = facts.add(fact("Documented at", link));
        }
        let source = evidence::of(self.context, &self.operation.name, Subject::Request, path);
        facts.add(source).into()
    }

    /// Returns when the field is sent, and what its absence means.
    fn statements(&self, field: &Field) -> Vec<String> {
        let mut statements = Vec::new();
        let is_required = match field.presence {
            Presence::Required => true,
            Presence::Optional | Presence::Clearable(_) | Presence::Variant => false,
        };
        let absence = absence(self.operation.update);
        if !is_required && field.is_stored() && self.within.is_empty() && !absence.is_empty() {
            statements.push(absence.to_owned());
        }
        statements.extend(clear(field.presence));
        statements.extend(access(field.access).map(str::to_owned));
        if field.write_only {
            statements.push("The value belongs to the call and is not stored.".to_owned());
        }
        if let Some(default) = &field.default {
            statements.push(format!(
                "Without it, the provider assumes {}.",
                code(default)
            ));
        }
        if let Some(reason) = &field.deprecated {
            statements.push(format!("Deprecated: {reason}"));
        }
        for permission in &field.permissions {
            let unless = match permission.unless.is_empty() {
                true => String::new(),
                false => {
                    let values = permission.unless.iter().map(String::as_str);
                    format!(", unless the value is {}", codes(values, "or"))
                }
            };
            statements.push(format!(
                "Sending it needs the permission {}{unless}.",
                code(&permission.name)
            ));
        }
        if !field.convert.is_empty() {
            let steps = field.convert.iter().map(|it| it.name());
            statements.push(format!(
                "A customer's record is converted by {}.",
                codes(steps, "and")
            ));
        }
        statements
    }

    /// Returns the members of the object in a field.
    fn members(&mut self, field: &Field, path: &str, lead: &Lead) -> Html {
        let Some(object) = field.ty.object_within() else {
            return Html::new();
        };
        let plan = self.context.plan;
        if self.within.contains(&object) {
            let text = format!(
                "Has the members of {} again.",
                code(&plan.objects[object].name)
            );
            return element("p").add(prose(&text)).into();
        }
        self.within.push(object);
        let lowered = lower(plan, &std::sync::Arc::default());
        let places = lowered.object_places(object);
        let format = self.operation.default_binding().body.member_format();
        let places: &Places<'_> = places.on(format);
        let named = field.type_name.is_some() || field.ty.list().is_some();
        let name = &plan.objects[object].name;
        let mut members = element("div").class("members");
        for (member, place) in plan.objects[object].fields.iter().zip(places) {
            if member.access.is_read_only() {
                continue;
            }
            let owner = match named
                && plan
                    .notes
                    .iter()
                    .any(|it| it.place == format!("types.{name}.{}", member.name))
            {
                true => format!("types.{name}"),
                false => name.clone(),
            };
            let (_, html) = self.field(
                member,
                place,
                &lead.member(&place.wire),
                (&format!("{path}."), &owner),
            );
            members = members.add(html);
        }
        self.within.pop();
        members.into()
    }
}
