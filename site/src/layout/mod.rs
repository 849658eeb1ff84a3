//! What all pages have in common: HTML that is always well formed, the frame of a page, and the stylesheet.
//!
//! Input: texts and elements. Output: the text of a page. [`Html`] escapes every text, so no other module writes markup.

mod html;
mod page;

pub use html::{Element, Html, element, prose, value};
pub use page::{Link, Page};

/// The stylesheet of all pages: light and dark by the reader's preference, narrow windows, and print.
pub const STYLE: &str = include_str!("style.css");

/// The name of the file that contains [`STYLE`], below the root of the site.
pub const STYLE_FILE: &str = "style.css";
