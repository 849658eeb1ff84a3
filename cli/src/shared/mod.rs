//! What several commands share: reading input and schemas, naming operations and facts, replacing files, masking and
//! printing.

pub(crate) mod docs_url;
pub(crate) mod facts;
pub(crate) mod files;
pub(crate) mod input;
pub(crate) mod lines;
pub(crate) mod masking;
pub(crate) mod output;
pub(crate) mod pages;
pub(crate) mod schema;
pub(crate) mod secrets;
pub(crate) mod subject;
pub(crate) mod waive;
