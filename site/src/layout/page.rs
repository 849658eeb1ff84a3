//! The frame of a page: head, skip link, navigation, contents and footer.

use super::STYLE_FILE;
use super::html::{Element, Html, element};

/// A link of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link<'a> {
    /// The text.
    pub text: &'a str,
    /// The target, below the root of the site.
    pub target: &'a str,
}

/// A page of the site.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    /// The title, which is also the first heading.
    pub title: &'a str,
    /// One sentence below the title.
    pub lead: Html,
    /// The way from the page to the root of the site: empty, or `../` once for each folder.
    pub root: &'a str,
    /// The links at the top. The one that leads to `current` is marked.
    pub navigation: &'a [Link<'a>],
    /// The file of the page, below the root of the site.
    pub current: &'a str,
    /// The contents of the page, beside it in wide windows.
    pub contents: Html,
    /// What the page says.
    pub body: Html,
    /// The scripts of the page, below the root of the site. A page is complete without them.
    pub scripts: &'a [&'a str],
    /// A part between the navigation and the page, such as a search field.
    pub tools: Html,
}

impl Page<'_> {
    /// Returns the text of the page, which loads the stylesheet of the site.
    #[must_use]
    pub fn write(&self) -> String {
        let style = element("link")
            .attr("rel", "stylesheet")
            .attr("href", &format!("{}{STYLE_FILE}", self.root));
        self.with_style(style)
    }

    /// Returns the text of a page that contains the stylesheet.
    #[must_use]
    pub fn write_alone(&self) -> String {
        self.with_style(element("style").add(Html::stylesheet()))
    }

    fn with_style(&self, style: Element) -> String {
        let html = element("html")
            .attr("lang", "en")
            .add(self.head(style))
            .add(self.content());
        format!("<!doctype html>\n{}\n", Html::from(html).as_str())
    }

    fn head(&self, style: Element) -> Html {
        let target = |file: &str| format!("{}{file}", self.root);
        let mut head = element("head")
            .add(element("meta").attr("charset", "utf-8"))
            .add(
                element("meta")
                    .attr("name", "viewport")
                    .attr("content", "width=device-width, initial-scale=1"),
            )
            .add(
                element("meta")
                    .attr("name", "color-scheme")
                    .attr("content", "light dark"),
            )
            .add(element("title").text(&format!("{} – wireform", self.title)))
            .add(style);
        for script in self.scripts {
            let script = element("script").attr("src", &target(script)).flag("defer");
            head = head.add(script);
        }
        head.into()
    }

    fn content(&self) -> Html {
        let skip = element("a")
            .class("skip")
            .attr("href", "#main")
            .text("Skip to the content");
        let links = self.navigation.iter().map(|link| {
            let mut anchor = element("a").attr("href", &format!("{}{}", self.root, link.target));
            if link.target == self.current {
                anchor = anchor.attr("aria-current", "page");
            }
            element("li").add(anchor.text(link.text))
        });
        let mut top = Html::new();
        if !(self.navigation.is_empty() && self.tools.is_empty()) {
            let nav = element("nav")
                .attr("aria-label", "Site")
                .add(element("ul").all(links));
            top.add(
                element("header")
                    .class("top")
                    .add(nav)
                    .add(self.tools.clone()),
            );
        }
        let mut columns = element("div").class("columns");
        if !self.contents.is_empty() {
            let contents = element("nav")
                .class("contents")
                .attr("aria-label", "On this page")
                .add(
                    element("details")
                        .add(element("summary").text("On this page"))
                        .add(self.contents.clone()),
                );
            columns = columns.add(contents);
        }
        let mut main = element("main")
            .id("main")
            .attr("tabindex", "-1")
            .add(element("h1").text(self.title));
        if !self.lead.is_empty() {
            main = main.add(element("p").class("lead").add(self.lead.clone()));
        }
        columns = columns.add(main.add(self.body.clone()));
        let foot = element("footer")
            .class("foot")
            .add(element("p").text("Written by wireform from the schemas of the providers."));
        element("body")
            .add(skip)
            .add(top)
            .add(columns)
            .add(foot)
            .into()
    }
}
