//! A page in the browser, with the questions that several checks ask.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::Checked;
use crate::driver::Driver;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// How long a page can take to show something.
const PATIENCE: Duration = Duration::from_secs(10);

/// The keys of WebDriver.
pub(crate) const BACKSPACE: &str = "\u{e003}";
pub(crate) const TAB: &str = "\u{e004}";
pub(crate) const ARROW_DOWN: &str = "\u{e015}";
pub(crate) const ENTER: &str = "\u{e007}";

/// A page in the browser.
pub(crate) struct Page<'d> {
    pub(crate) driver: &'d Driver,
    pub(crate) url: &'d str,
    pub(crate) shots: Option<&'d Path>,
}

impl Page<'_> {
    /// Opens the page in a wide, light window, with scripts.
    pub(crate) fn fresh(&self) -> Checked {
        self.scripts(true)?;
        self.scheme("light")?;
        self.size(1400, 1000)?;
        self.driver.open(self.url)
    }

    /// Sets the size of the window.
    pub(crate) fn size(&self, width: u32, height: u32) -> Checked {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 });
        self.driver
            .browser("Emulation.setDeviceMetricsOverride", size)?;
        Ok(())
    }

    /// Sets the colour scheme that the reader prefers.
    pub(crate) fn scheme(&self, scheme: &str) -> Checked {
        // A click fails while the page is moving.
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        self.driver
            .browser("Emulation.setEmulatedMedia", features)?;
        Ok(())
    }

    /// Allows or forbids scripts of pages.
    pub(crate) fn scripts(&self, allowed: bool) -> Checked {
        let value = json!({ "value": !allowed });
        self.driver
            .browser("Emulation.setScriptExecutionDisabled", value)?;
        Ok(())
    }

    /// Returns the value of an expression in the page.
    pub(crate) fn value(&self, expression: &str) -> Result<Value> {
        self.driver.run(&format!("return {expression}"))
    }

    /// Returns the text of an expression in the page.
    pub(crate) fn text(&self, expression: &str) -> Result<String> {
        let value = self.value(expression)?;
        let text = value.as_str();
        Ok(text
            .ok_or_else(|| format!("{expression} is {value}"))?
            .to_owned())
    }

    /// Waits until an expression in the page is true.
    pub(crate) fn wait(&self, expression: &str) -> Checked {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            if self.value(&format!("Boolean({expression})"))? == true {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err(format!("it is not true: {expression}").into())
    }

    /// Checks an expression in the page.
    pub(crate) fn check(&self, expression: &str) -> Checked {
        match self.value(&format!("Boolean({expression})"))? == true {
            true => Ok(()),
            false => Err(format!("it is not true: {expression}").into()),
        }
    }

    /// Checks that nothing is wider than the window.
    pub(crate) fn check_width(&self) -> Checked {
        let wide = self.text(WIDE)?;
        match wide.is_empty() {
            true => Ok(()),
            false => Err(format!("wider than the window: {wide}").into()),
        }
    }

    /// Checks that each text has a contrast of at least 4.5 to what is behind it (WCAG 2.2, 1.4.3).
    pub(crate) fn check_contrast(&self) -> Checked {
        let weak = self.text(WEAK)?;
        match weak.is_empty() {
            true => Ok(()),
            false => Err(format!("texts with little contrast: {weak}").into()),
        }
    }

    /// Checks that a person sees which element has the focus.
    pub(crate) fn check_focus(&self) -> Checked {
        let visible = "(() => { const it = document.activeElement, box = it.getBoundingClientRect(); \
            const style = getComputedStyle(it); \
            return box.width > 0 && box.right > 0 && box.left < innerWidth && \
            style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; })()";
        match self.value(visible)? == true {
            true => Ok(()),
            false => {
                let element = self.text("document.activeElement.outerHTML.slice(0, 120)")?;
                Err(format!("the focus is not visible: {element}").into())
            }
        }
    }

    /// Writes a screenshot, if screenshots are wanted.
    pub(crate) fn shoot(&self, name: &str) -> Checked {
        let Some(folder) = self.shots else {
            return Ok(());
        };
        std::fs::create_dir_all(folder)?;
        let shot = self.driver.browser("Page.captureScreenshot", json!({}))?;
        let data = shot["data"].as_str().ok_or("no picture")?;
        std::fs::write(folder.join(format!("{name}.png")), decode(data))?;
        Ok(())
    }
}

/// What is wider than the window and cannot be scrolled by itself.
const WIDE: &str = "(() => { const width = document.documentElement.clientWidth; \
    if (document.documentElement.scrollWidth <= width) return ''; \
    const wide = [...document.querySelectorAll('main *')].filter((it) => it.getBoundingClientRect().right > width + 1); \
    return wide.slice(0, 5).map((it) => it.outerHTML.slice(0, 80)).join(' | ') || 'the page'; })()";

/// The texts with too little contrast.
const WEAK: &str = "(() => { \
    const parse = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number); \
    const light = (rgb) => { const [r, g, b] = rgb.slice(0, 3).map((it) => { const c = it / 255; \
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; }; \
    const ground = (it) => { for (; it; it = it.parentElement) { const c = parse(getComputedStyle(it).backgroundColor); \
      if (c.length === 3 || c[3] === 1) return c; } return [255, 255, 255]; }; \
    const weak = new Set(); \
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); \
    while (walk.nextNode()) { const it = walk.currentNode.parentElement; \
      if (!walk.currentNode.data.trim() || !it.checkVisibility()) continue; \
      const [a, b] = [light(parse(getComputedStyle(it).color)), light(ground(it))]; \
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); \
      if (ratio < 4.5) weak.add(`${it.tagName}.${it.className} ${ratio.toFixed(2)}`); } \
    return [...weak].slice(0, 5).join(', '); })()";

/// Decodes base64.
fn decode(text: &str) -> Vec<u8> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(u32::from(byte - b'A')),
        b'a'..=b'z' => Some(u32::from(byte - b'a') + 26),
        b'0'..=b'9' => Some(u32::from(byte - b'0') + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let mut bytes = Vec::new();
    let (mut bits, mut held) = (0, 0);
    for six in text.bytes().filter_map(value) {
        bits = (bits << 6 | six) & 0xff_ffff;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.extend(u8::try_from(bits >> held & 0xff));
        }
    }
    bytes
}
