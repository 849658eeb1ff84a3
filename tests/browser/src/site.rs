//! The static site of `wireform docs --out`.

use crate::page::{ARROW_DOWN, BACKSPACE, ENTER, Page, TAB};
use crate::{Check, Checked};

pub(crate) const CHECKS: &[Check] = &[
    ("the search finds a field with the keyboard", search),
    ("every stop of the keyboard is visible", keyboard),
    ("a narrow window shows everything", narrow),
    ("dark mode is readable", dark),
    ("the pages work without scripts", no_script),
];

/// The pages that are looked at.
const PAGES: [&str; 4] = [
    "index.html",
    "providers/autodns.html",
    "comparison.html",
    "diagnostics.html",
];

impl Page<'_> {
    /// Opens a page of the site.
    fn open(&self, file: &str) -> Checked {
        self.driver.open(&format!("{}{file}", self.url))
    }
}

fn search(page: &Page<'_>) -> Checked {
    page.open("index.html")?;
    // The index is loaded when somebody searches.
    page.check("window.wireformIndex === undefined")?;
    page.driver.press(&["/"])?;
    page.wait("document.activeElement.type === 'search'")?;
    page.check_focus()?;
    page.driver.press(&["q", "q", "q"])?;
    page.wait("document.querySelector('.search .none').textContent.includes('Nothing')")?;
    page.driver.press(&[BACKSPACE, BACKSPACE, BACKSPACE])?;
    page.check("document.querySelector('.search .none').textContent === ''")?;
    let letters: Vec<String> = "voice".chars().map(String::from).collect();
    let letters: Vec<&str> = letters.iter().map(String::as_str).collect();
    page.driver.press(&letters)?;
    page.wait("document.querySelectorAll('#search-results [role=option]').length > 1")?;
    page.check_contrast()?;
    page.shoot("site-search")?;
    page.driver.press(&[ARROW_DOWN])?;
    let target =
        page.text("document.querySelector('#search-results [aria-selected=true] a').href")?;
    page.driver.press(&[ENTER])?;
    page.wait(&format!("location.href === {target:?}"))?;
    page.check("document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null")
}

fn keyboard(page: &Page<'_>) -> Checked {
    page.open("providers/realtime-register.html")?;
    page.driver.press(&[TAB])?;
    page.check("document.activeElement.matches('.skip')")?;
    for _ in 0..60 {
        page.check_focus()?;
        page.driver.press(&[TAB])?;
    }
    Ok(())
}

fn narrow(page: &Page<'_>) -> Checked {
    page.size(360, 740)?;
    for file in PAGES {
        page.open(file)?;
        page.check_width()
            .map_err(|error| format!("{file}: {error}"))?;
    }
    page.open("providers/autodns.html")?;
    page.shoot("site-narrow")
}

fn dark(page: &Page<'_>) -> Checked {
    for scheme in ["light", "dark"] {
        page.scheme(scheme)?;
        for file in PAGES {
            page.open(file)?;
            page.check_contrast()
                .map_err(|error| format!("{scheme} {file}: {error}"))?;
        }
        page.open("providers/autodns.html")?;
        page.shoot(&format!("site-{scheme}"))?;
    }
    Ok(())
}

fn no_script(page: &Page<'_>) -> Checked {
    page.scripts(false)?;
    for file in PAGES {
        page.open(file)?;
        page.check("document.querySelector('main').textContent.length > 500")?;
    }
    page.open("index.html")?;
    page.driver.click("main a[href*='autodns.html']")?;
    page.wait("location.pathname.endsWith('/providers/autodns.html')")
}
