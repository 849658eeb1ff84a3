//! The page to try a contact.

use crate::page::{ENTER, Page, TAB};
use crate::{Check, Checked};

pub(crate) const CHECKS: &[Check] = &[
    ("typing changes notes, JSON and requests", typing),
    ("the inputs follow the JSON", json),
    ("results stay open or closed while typing", states),
    ("markup that is typed is text", markup),
    (
        "formats and contacts as read change the request",
        format_and_read,
    ),
    ("a violation leads to its place in the reference", reference),
    ("the keyboard is enough", keyboard),
    ("a narrow window shows everything", narrow),
    ("dark mode is readable", dark),
    ("the form works without scripts", no_script),
    ("nothing is loaded from elsewhere", own),
];

/// Returns the expression of an element.
fn by_id(id: &str) -> String {
    format!("document.getElementById({id:?})")
}

fn typing(page: &Page<'_>) -> Checked {
    let notes = format!("{}.textContent", by_id("datum.city-notes"));
    page.check(&format!("{notes}.includes('ö')"))?;
    page.check_contrast()?;
    page.shoot("contact-desktop")?;
    page.driver.clear("datum.city")?;
    page.driver.type_into("datum.city", "Zwolle")?;
    page.wait(&format!("!{notes}.includes('ö')"))?;
    let json = format!("JSON.parse({}.value)", by_id("json"));
    page.wait(&format!("{json}.city === 'Zwolle'"))?;
    let request = by_id("result.realtime-register.contact_update-request");
    page.wait(&format!(
        "{request}.textContent.includes('\"city\":\"Zwolle\"')"
    ))?;
    page.check(&format!(
        "{request}.textContent.includes('Authorization: ***')"
    ))?;
    page.check("document.activeElement.id === 'datum.city'")?;
    // A datum that no provider accepts.
    page.driver.type_into("datum.email", " x")?;
    page.wait(&format!(
        "{}.matches('[aria-invalid=true]')",
        by_id("datum.email")
    ))?;
    page.check(&format!(
        "{}.textContent.includes('E-mail')",
        by_id("summary")
    ))?;
    // A field of one provider.
    page.driver.clear("set.realtime-register.handle")?;
    page.driver.type_into("set.realtime-register.handle", "?")?;
    page.wait(&format!(
        "{}.textContent.includes('Realtime Register')",
        by_id("set.realtime-register.handle-notes")
    ))?;
    page.driver
        .run("document.getElementById('own.realtime-register').scrollIntoView()")?;
    page.shoot("contact-own-fields")
}

fn json(page: &Page<'_>) -> Checked {
    page.driver.clear("json")?;
    page.driver.type_into(
        "json",
        r#"{"name": "Jan Jansen", "street": ["Kade 1", "3 hoog"]"#,
    )?;
    let notes = by_id("json-notes");
    page.wait(&format!("{notes}.textContent.includes('line 1, column ')"))?;
    page.check(&format!("{}.value === 'Jane Doe'", by_id("datum.name")))?;
    // An input on neither side of the contact does not replace what is half typed.
    let result = by_id("result.namebay.contact_update");
    page.check(&format!("{result} !== null"))?;
    page.driver
        .run(&format!("{}.click()", by_id("chosen.namebay")))?;
    page.wait(&format!("{result} === null"))?;
    page.check(&format!("{}.value.endsWith('hoog\"]')", by_id("json")))?;
    page.driver.type_into("json", "}")?;
    page.wait(&format!("{}.value === 'Jan Jansen'", by_id("datum.name")))?;
    page.check(&format!(
        "{}.value === 'Kade 1\\n3 hoog'",
        by_id("datum.street")
    ))?;
    page.check(&format!("{}.value === ''", by_id("datum.city")))?;
    page.check(&format!("{notes}.children.length === 0"))?;
    page.check(&format!(
        "{}.value.endsWith('\"3 hoog\"]}}')",
        by_id("json")
    ))
}

fn states(page: &Page<'_>) -> Checked {
    let request = by_id("result.autodns.contact_update-request");
    page.check(&format!("{request}.open"))?;
    page.driver
        .click("[id='result.autodns.contact_update-request'] > summary")?;
    page.check(&format!("!{request}.open"))?;
    page.driver.type_into("datum.organization", "Acme")?;
    let sent = by_id("result.autodns.contact_update");
    page.wait(&format!(
        "{sent}.textContent.includes('organization: Acme')"
    ))?;
    page.check(&format!("!{request}.open"))
}

fn markup(page: &Page<'_>) -> Checked {
    page.driver
        .run("window.ran = false; window.alert = () => { window.ran = true; }")?;
    let text = "<img src=x onerror=alert(1)></textarea><script>alert(1)</script>";
    page.driver.type_into("datum.organization", text)?;
    let result = by_id("result.autodns.contact_update");
    page.wait(&format!(
        "{result}.textContent.includes('</textarea><script>')"
    ))?;
    page.check("document.images.length === 0 && document.scripts.length === 1 && !window.ran")
}

fn format_and_read(page: &Page<'_>) -> Checked {
    let request = by_id("result.inwx.contact_update-request");
    page.check(&format!("{request}.textContent.includes('{{\"method\"')"))?;
    page.driver
        .click("[id='binding.inwx.contact_update'] option[value='xmlrpc']")?;
    page.wait(&format!("{request}.textContent.includes('<methodCall>')"))?;
    let details = by_id("details.read.realtime-register");
    page.driver.run(&format!("{details}.open = true"))?;
    page.driver
        .type_into("read.realtime-register", r#"{"name": "Jane Doe"}"#)?;
    let notes = format!("{}.textContent", by_id("read.realtime-register-notes"));
    page.wait(&format!("{notes} !== ''"))?;
    page.check(&format!("{details}.open"))?;
    page.check("document.activeElement.id === 'read.realtime-register'")
}

fn reference(page: &Page<'_>) -> Checked {
    let link = "document.querySelector('[id=\"datum.city-notes\"] a')";
    page.check(&format!("{link}.target === '_blank'"))?;
    let target = page.text(&format!("{link}.href"))?;
    page.driver.open(&target)?;
    page.check("document.querySelector(':target') !== null")?;
    page.check("getComputedStyle(document.querySelector('.top')).position === 'sticky'")?;
    page.driver.press(&["/"])?;
    page.wait("window.wireformIndex !== undefined")?;
    page.driver.click("nav a[href='../../']")?;
    page.wait("document.getElementById('try') !== null")
}

fn keyboard(page: &Page<'_>) -> Checked {
    // The skip link comes first.
    page.driver.press(&[TAB])?;
    page.check("document.activeElement.matches('.skip')")?;
    page.check_focus()?;
    page.driver.press(&[ENTER])?;
    page.wait("document.activeElement.id === 'main'")?;
    page.driver.press(&[TAB])?;
    page.check("document.activeElement.name === 'chosen'")?;
    page.check_focus()?;
    let count = page.value("document.querySelectorAll('.result').length")?;
    page.driver.press(&[" "])?;
    page.wait(&format!(
        "document.querySelectorAll('.result').length < {count}"
    ))?;
    page.check("document.activeElement.name === 'chosen'")?;
    page.driver.press(&[" "])?;
    page.wait(&format!(
        "document.querySelectorAll('.result').length === {count}"
    ))?;
    // Every stop is visible, and the results are reached.
    let mut stops = 0;
    while page.value("document.activeElement.closest('#summary') === null")? == true {
        stops += 1;
        if stops > 400 {
            return Err("the summary is not reached".into());
        }
        page.driver.press(&[TAB])?;
        page.check_focus()?;
    }
    // A link of the summary leads to its input.
    while page.value("document.activeElement.closest('.obstacles') === null")? == true {
        page.driver.press(&[TAB])?;
    }
    let target = page.text("document.activeElement.hash.slice(1)")?;
    page.driver.press(&[ENTER])?;
    page.wait(&format!("document.activeElement.id === {target:?}"))?;
    page.check_focus()
}

fn narrow(page: &Page<'_>) -> Checked {
    page.size(360, 740)?;
    page.driver.open(page.url)?;
    page.check_width()?;
    let top = |id: &str| format!("{}.getBoundingClientRect().top", by_id(id));
    page.check(&format!("{} > {}", top("summary"), top("json")))?;
    page.shoot("contact-narrow")?;
    page.driver
        .run("document.getElementById('summary').scrollIntoView()")?;
    page.shoot("contact-narrow-results")?;
    page.driver
        .run("document.querySelectorAll('.result')[3].scrollIntoView()")?;
    page.shoot("contact-narrow-result")
}

fn dark(page: &Page<'_>) -> Checked {
    page.scheme("dark")?;
    page.driver.open(page.url)?;
    page.check("Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3)) < 64")?;
    page.check_contrast()?;
    page.shoot("contact-dark")?;
    page.driver
        .run("for (const it of document.querySelectorAll('details')) it.open = true")?;
    page.check_contrast()
}

fn no_script(page: &Page<'_>) -> Checked {
    page.scripts(false)?;
    page.driver.open(page.url)?;
    page.driver.clear("datum.city")?;
    page.driver.type_into("datum.city", "Zwolle")?;
    page.driver.click("button[value=form]")?;
    page.wait(&format!("{}?.value.includes('Zwolle')", by_id("json")))?;
    let request = by_id("result.realtime-register.contact_update-request");
    page.check(&format!(
        "{request}.textContent.includes('\"city\":\"Zwolle\"')"
    ))?;
    page.driver.clear("json")?;
    page.driver.type_into("json", r#"{"city": "Urk"}"#)?;
    page.driver.click("button[value=json]")?;
    page.wait(&format!("{}?.value === 'Urk'", by_id("datum.city")))
}

fn own(page: &Page<'_>) -> Checked {
    page.driver.type_into("datum.city", "x")?;
    page.wait(&format!("{}.value.includes('Kölnx')", by_id("json")))?;
    page.check("performance.getEntriesByType('resource').length >= 2")?;
    page.check("performance.getEntriesByType('resource').every((it) => it.name.startsWith(location.origin + '/'))")?;
    page.check("document.cookie === '' && localStorage.length === 0 && location.search === ''")
}
