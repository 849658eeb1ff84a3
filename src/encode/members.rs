//! Names of parameters that come from templates: the members of objects, and the items of lists in them.

/// Returns a template with `$name` replaced by a name and `$index` by a number. The name itself is not searched.
///
/// ```
/// assert_eq!(wireform::__rt::pairs::named("$name.$index", "lines", 2), "lines.2");
/// ```
pub fn named(template: &str, name: &str, number: u64) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('$') {
        let (before, after) = rest.split_at(at);
        text.push_str(before);
        rest = if let Some(after) = after.strip_prefix("$name") {
            text.push_str(name);
            after
        } else if let Some(after) = after.strip_prefix("$index") {
            text.push_str(&number.to_string());
            after
        } else {
            text.push('$');
            &after[1..]
        };
    }
    text.push_str(rest);
    text
}

/// The names of the parameters that an object becomes: the texts before and after the name of each member.
///
/// ```
/// use wireform::__rt::pairs::Members;
///
/// assert_eq!(Members::new("Owner$member", "owner", 0).name("City"), "OwnerCity");
/// let item = Members::new("$name[$index][$member]", "contacts", 1);
/// assert_eq!(item.name("city"), "contacts[1][city]");
/// ```
#[derive(Clone, Debug)]
pub struct Members {
    before: String,
    after: String,
}

impl Members {
    /// Returns the names of a template, in which `$name` stands for the name of the object, `$index` for its number in a list,
    /// and `$member` for the name of a member.
    pub fn new(template: &str, name: &str, number: u64) -> Self {
        let (before, after) = template.split_once("$member").unwrap_or((template, ""));
        Members {
            before: named(before, name, number),
            after: named(after, name, number),
        }
    }

    /// Returns the name of the parameter of a member.
    pub fn name(&self, member: &str) -> String {
        [&self.before, member, &self.after].concat()
    }
}

/// Returns the number of an item. `index` counts from 0, and the numbers count from `first`.
pub fn number(first: u64, index: usize) -> u64 {
    first.saturating_add(u64::try_from(index).unwrap_or(u64::MAX))
}
