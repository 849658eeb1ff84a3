//! A JSON Schema as an operation whose body it describes.

use super::{Api, Format, Media, Operation};
use crate::import::ledger::Area;
use crate::import::schema::{Context, Reader};
use crate::import::tree::{At, Json};
use crate::import::yaml::{Entry, Yaml};

/// Reads a JSON Schema. The operation gets the given name.
pub(crate) fn read(reader: &mut Reader<'_>, id: Option<&str>) -> Api {
    let root = At::root(reader.root);
    let shape = reader.schema(&root, Context::new(Area::Body));
    let mut api = Api {
        name: "Imported schema".to_owned(),
        ..Api::default()
    };
    if let Some(Json::Text(title)) = root.get("title").map(|title| title.json()) {
        api.set_name(title);
    }
    let id = id.map_or_else(|| api.name.clone(), str::to_owned);
    let pointer = String::new();
    reader.ledger.assumed(
        &pointer,
        "a JSON Schema states no method and no path; the draft sends a POST to an empty path",
    );
    Api {
        endpoints: vec![Entry::new("api", Yaml::Map(Vec::new()))],
        operations: vec![Operation {
            id,
            pointer: pointer.clone(),
            method: "POST".to_owned(),
            path: String::new(),
            description: None,
            deprecated: None,
            endpoint: None,
            auth: None,
            headers: Vec::new(),
            parameters: Vec::new(),
            bodies: vec![Media {
                format: Format::Json,
                content_type: None,
                shape,
                pointer,
                joins: Vec::new(),
                samples: Vec::new(),
            }],
            responses: Vec::new(),
        }],
        ..api
    }
}
