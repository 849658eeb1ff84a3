//! The form: providers, the data of the contact, the JSON, and what each provider asks for besides.

use wireform::contact::ContactKind;
use wireform_codegen::plan::{Context, Plan};

use super::{Provider, id_of, live};
use crate::layout::{Element, Html, element, prose};
use crate::serve::draft::{Draft, input_name};
use crate::serve::fields::{self, Choices, Datum, DatumInput, Group, OwnField};
use crate::serve::notes::{Level, Note, Notes};
use crate::serve::submitted::Submitted;
use crate::serve::tried::{
    agrees, binding_name, chosen_binding, fact_name, own_name, own_text, read_name,
};

/// Returns the form.
pub(super) fn form(
    draft: &Draft,
    providers: &[Provider<'_>],
    notes: &Notes,
    submitted: &Submitted,
) -> Element {
    let groups = fields::GROUPS.iter();
    let groups = groups.map(|group| data(group, draft, notes));
    let own = providers.iter().map(|it| own(it, notes, submitted));
    element("form")
        .id("try")
        .attr("method", "post")
        .attr("action", "/")
        .attr("autocomplete", "on")
        .add(chosen(providers, submitted))
        .all(groups)
        .add(button("form", "Try the form"))
        .add(json(draft))
        .add(button("json", "Try the JSON"))
        .add(element("h2").text("What the providers ask for besides"))
        .all(own)
        .add(
            element("p")
                .id("connection")
                .class("bad")
                .attr("role", "status"),
        )
}

/// Returns a button that sends the form without a script. The side that it names counts.
fn button(edited: &str, text: &str) -> Element {
    element("p").class("plain").add(
        element("button")
            .attr("name", "edited")
            .attr("value", edited)
            .text(text),
    )
}

fn chosen(providers: &[Provider<'_>], submitted: &Submitted) -> Element {
    let boxes = providers.iter().map(|provider| {
        let id = id_of(&format!("chosen.{}", provider.schema()));
        let mut tick = element("input")
            .id(&id)
            .attr("type", "checkbox")
            .attr("name", "chosen")
            .attr("value", provider.schema());
        if provider.is_chosen {
            tick = tick.flag("checked");
        }
        element("label")
            .class("tick")
            .add(tick)
            .text(provider.name())
    });
    let mut agree = element("input")
        .id("agree")
        .attr("type", "checkbox")
        .attr("name", "agree")
        .attr("value", "yes");
    if agrees(submitted) {
        agree = agree.flag("checked");
    }
    element("fieldset")
        .add(element("legend").text("Providers"))
        .add(element("div").class("ticks").all(boxes))
        .add(
            element("label")
                .class("tick")
                .add(agree)
                .text("An update may delete what has no value here"),
        )
}

fn data(group: &Group, draft: &Draft, notes: &Notes) -> Html {
    let inputs = group.data.iter().map(|it| datum(it, draft, notes));
    let inputs = element("div").class("inputs").all(inputs);
    if group.is_common {
        return element("fieldset")
            .add(element("legend").text(group.heading))
            .add(inputs)
            .into();
    }
    let is_used = |it: &Datum| {
        !draft.text(it).is_empty()
            || notes
                .about(&input_name(it))
                .any(|it| it.level != Level::Adjusted)
    };
    let mut details = element("details").id(&id_of(&format!("group.{}", group.heading)));
    if group.data.iter().any(is_used) {
        details = details.flag("open");
    }
    details
        .class("more")
        .add(element("summary").text(group.heading))
        .add(inputs)
        .into()
}

fn datum(datum: &Datum, draft: &Draft, notes: &Notes) -> Element {
    let name = input_name(datum);
    let text = draft.text(datum);
    let input = match datum.input {
        DatumInput::Line(mode) => element("input")
            .attr("type", "text")
            .attr("inputmode", mode)
            .attr("value", text),
        DatumInput::Lines => element("textarea").attr("rows", "2"),
        DatumInput::Kind => element("select"),
    };
    let autocomplete = match datum.autocomplete {
        "" => "off",
        token => token,
    };
    let input = input.attr("autocomplete", autocomplete);
    let input = match datum.input {
        DatumInput::Line(_) => input,
        // The parser drops a line feed at the beginning.
        DatumInput::Lines => input.text("\n").text(text),
        DatumInput::Kind => {
            let kinds = ContactKind::ALL.iter().map(|kind| kind.as_str());
            let foreign = Some(text).filter(|it| !it.is_empty());
            let foreign = foreign.filter(|it| it.parse::<ContactKind>().is_err());
            let kinds = std::iter::once("").chain(kinds).chain(foreign);
            input.all(kinds.map(|kind| option(kind, kind == text)))
        }
    };
    let wide = matches!(datum.input, DatumInput::Lines);
    labelled(&name, datum.label, None, input, wide, notes)
}

fn option(value: &str, is_selected: bool) -> Element {
    let mut option = element("option").attr("value", value);
    if is_selected {
        option = option.flag("selected");
    }
    option.text(match value {
        "" => "–",
        value => value,
    })
}

/// Returns an input with its label and its notes.
fn labelled(
    name: &str,
    label: &str,
    help: Option<&str>,
    input: Element,
    is_wide: bool,
    notes: &Notes,
) -> Element {
    let id = id_of(name);
    let about = format!("{id}-notes");
    let is_refused = notes.about(name).any(|it| it.level == Level::Refused);
    let input = input
        .id(&id)
        .attr("name", name)
        .attr("aria-describedby", &about)
        .attr("aria-invalid", if is_refused { "true" } else { "false" })
        .attr("spellcheck", "false");
    let mut block = element("div")
        .class(if is_wide { "input wide" } else { "input" })
        .add(element("label").attr("for", &id).text(label));
    if let Some(help) = help {
        block = block.add(element("p").class("help").add(prose(help)));
    }
    block.add(input).add(
        live("ul", &about)
            .class("notes")
            .all(notes.about(name).map(note)),
    )
}

/// Returns a note with the providers that say it.
pub(super) fn note(note: &Note) -> Element {
    let class = match note.level {
        Level::Refused => "bad",
        Level::Missing => "warn",
        Level::Adjusted => "quiet",
    };
    let mut item = element("li").class(class).text(&note.text);
    if !note.said.is_empty() {
        item = item.text(" ").add(who(note));
    }
    item
}

/// Returns the providers of a note, each with a link to what the reference says about it.
pub(super) fn who(note: &Note) -> Element {
    let who = element("span").class("who");
    if note.is_of_all {
        return who.text("every provider");
    }
    note.said
        .iter()
        .enumerate()
        .fold(who, |who, (number, said)| {
            let who = match number {
                0 => who,
                _ => who.text(", "),
            };
            who.add(super::reference(&said.schema, &said.anchor).text(&said.provider))
        })
}

fn json(draft: &Draft) -> Element {
    let misread = draft.misread.iter().map(|wrong| {
        let (line, column) = (wrong.line, wrong.column);
        let text = format!("line {line}, column {column}: {}", wrong.message);
        element("li").class("bad").text(&text)
    });
    let rows = draft.json.lines().count().clamp(6, 24).to_string();
    element("fieldset")
        .add(element("legend").text("The same contact as JSON"))
        .add(
            element("div")
                .class("input wide")
                .add(element("label").attr("for", "json").text("JSON"))
                .add(
                    element("textarea")
                        .id("json")
                        .class("code")
                        .attr("name", "json")
                        .attr("rows", &rows)
                        .attr("spellcheck", "false")
                        .attr("autocomplete", "off")
                        .attr("aria-describedby", "json-help json-notes")
                        .attr("aria-invalid", if draft.misread.is_empty() { "false" } else { "true" })
                        .text("\n")
                        .text(&draft.json),
                )
                .add(live("ul", "json-notes").class("notes").all(misread))
                .add(
                    element("p")
                        .id("json-help")
                        .class("help")
                        .add(prose("It can be the file of `wireform fit`. The value `null` removes a datum at the provider.")),
                ),
        )
}

/// Returns the own fields and the facts of a provider.
fn own(provider: &Provider<'_>, notes: &Notes, submitted: &Submitted) -> Html {
    let plan = provider.interpreter.plan();
    let own = fields::own_fields(&provider.calls);
    let (required, others): (Vec<_>, Vec<_>) = own.into_iter().partition(OwnField::is_required);
    let input = |it: &OwnField<'_>| {
        let text = own_text(submitted, &provider.calls, it);
        own_input(plan, it, &text, notes)
    };
    let facts = fields::facts(&provider.calls);
    let facts: Vec<Element> = facts
        .into_iter()
        .map(|fact| fact_input(plan, fact, submitted, notes))
        .collect();
    let bindings = bindings(provider, submitted, notes);
    let read = read(provider, submitted, notes);
    let is_empty = required.is_empty() && others.is_empty() && facts.is_empty();
    if is_empty && bindings.is_empty() && read.is_empty() {
        return Html::new();
    }
    let is_asked = |it: &OwnField<'_>| {
        let name = own_name(&plan.schema, &it.path);
        notes.about(&name).next().is_some() || submitted.filled(&name).is_some()
    };
    let asks = others.iter().any(is_asked);
    let mut details = element("details")
        .id(&id_of(&format!("own.{}", plan.schema)))
        .class("more");
    if provider.is_chosen && (!required.is_empty() || asks) {
        details = details.flag("open");
    }
    details = details.add(element("summary").text(&plan.provider));
    if !required.is_empty() {
        details = details.add(
            element("div")
                .class("inputs")
                .all(required.iter().map(input)),
        );
    }
    if !bindings.is_empty() {
        details = details.add(element("div").class("inputs").all(bindings));
    }
    if !facts.is_empty() {
        details = details
            .add(element("h3").text("Facts that its rules need"))
            .add(element("div").class("inputs").all(facts));
    }
    if !others.is_empty() {
        let mut more = element("details").id(&id_of(&format!("more.{}", plan.schema)));
        if asks {
            more = more.flag("open");
        }
        let count = match others.len() {
            1 => "1 optional field".to_owned(),
            count => format!("{count} optional fields"),
        };
        details = details.add(
            more.class("more")
                .add(element("summary").text(&count))
                .add(element("div").class("inputs").all(others.iter().map(input))),
        );
    }
    details.add(read).into()
}

/// Returns a choice for each operation that can be sent in several formats.
fn bindings(provider: &Provider<'_>, submitted: &Submitted, notes: &Notes) -> Vec<Element> {
    let calls = provider.calls.iter();
    let several = calls.filter(|it| it.operation().bindings.len() > 1);
    several
        .map(|call| {
            let operation = call.operation();
            let name = binding_name(provider.schema(), &operation.name);
            let chosen = &operation.bindings[chosen_binding(submitted, call)].name;
            let options = operation.bindings.iter().map(|it| {
                let option = option(&it.name, it.name == *chosen);
                match &it.description {
                    Some(description) => option.attr("title", description.trim()),
                    None => option,
                }
            });
            let label = format!("Format of {}", operation.name);
            let input = element("select").all(options);
            labelled(&name, &label, None, input, false, notes)
        })
        .collect()
}

/// Returns the input for the response with the contact as the provider has it; empty if no operation reads one.
fn read(provider: &Provider<'_>, submitted: &Submitted, notes: &Notes) -> Html {
    let reading: Vec<String> = provider
        .interpreter
        .operations()
        .filter(|it| it.reads_contact())
        .map(|it| it.operation().name.clone())
        .collect();
    if reading.is_empty() {
        return Html::new();
    }
    let name = read_name(provider.schema());
    let text = submitted.value(&name).unwrap_or_default();
    let mut details = element("details").id(&id_of(&format!("details.{name}")));
    if !text.is_empty() {
        details = details.flag("open");
    }
    let help = format!(
        "Paste a response of {}: a body, or a message as `curl -i` prints it. Only what differs from it is sent.",
        reading.join(" or ")
    );
    let input = element("textarea")
        .class("code")
        .attr("rows", "4")
        .attr("autocomplete", "off")
        .text("\n")
        .text(text);
    details
        .class("more")
        .add(element("summary").text("The contact as the provider has it"))
        .add(element("div").class("inputs").add(labelled(
            &name,
            "Response",
            Some(&help),
            input,
            true,
            notes,
        )))
        .into()
}

fn own_input(plan: &Plan, own: &OwnField<'_>, text: &str, notes: &Notes) -> Element {
    let name = own_name(&plan.schema, &own.path);
    let choices = own.choices(plan);
    let is_list = own.field.ty.is_list_of_texts();
    let input = match (&choices, is_list) {
        (Choices::Text, true) => element("textarea").attr("rows", "2").text("\n").text(text),
        (Choices::Text | Choices::Suggested(_) | Choices::Truth, _) => {
            chooser(&name, &choices, text, own.field.secret)
        }
    };
    let help = own.field.description.as_deref().map(first_sentence);
    let block = labelled(&name, &own.path, help, input, false, notes);
    with_suggestions(block, &name, &choices)
}

fn fact_input(plan: &Plan, fact: &Context, submitted: &Submitted, notes: &Notes) -> Element {
    let name = fact_name(&plan.schema, &fact.name);
    let choices = fields::choices_of_fact(plan, fact);
    let text = submitted.value(&name).unwrap_or_default();
    let input = chooser(&name, &choices, text, false);
    let help = fact.description.as_deref().map(first_sentence);
    let block = labelled(&name, &fact.name, help, input, false, notes);
    with_suggestions(block, &name, &choices)
}

fn chooser(name: &str, choices: &Choices<'_>, text: &str, is_secret: bool) -> Element {
    match choices {
        Choices::Truth => {
            let foreign = Some(text).filter(|it| !["", "true", "false"].contains(it));
            let values = ["", "true", "false"].into_iter().chain(foreign);
            element("select").all(values.map(|value| option(value, value == text)))
        }
        Choices::Text | Choices::Suggested(_) => {
            let input = element("input")
                .attr("type", if is_secret { "password" } else { "text" })
                .attr("autocomplete", "off")
                .attr("value", text);
            match choices {
                Choices::Suggested(_) => input.attr("list", &list_id(name)),
                Choices::Text | Choices::Truth => input,
            }
        }
    }
}

/// Adds the values that the page of the provider lists.
fn with_suggestions(block: Element, name: &str, choices: &Choices<'_>) -> Element {
    match choices {
        Choices::Suggested(declared) => {
            let values = declared
                .values
                .iter()
                .map(|it| element("option").attr("value", &it.value).text(&it.meaning));
            block.add(element("datalist").id(&list_id(name)).all(values))
        }
        Choices::Text | Choices::Truth => block,
    }
}

fn list_id(name: &str) -> String {
    format!("{}-values", id_of(name))
}

/// Returns a description up to its first full stop.
fn first_sentence(text: &str) -> &str {
    let text = text.trim();
    match text.find(". ") {
        Some(at) => &text[..=at],
        None => text,
    }
}
