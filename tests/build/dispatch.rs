//! Writes a dispatcher by provider and operation, for the code of one of the entry points.

use std::fmt::Write as _;

use wireform_codegen::plan::{ContextKind, Operation, Plan, Presence, Update};

use crate::secrets;

/// The place of the code of an entry point.
pub(crate) struct Names {
    /// The module of the types that go with a request.
    pub(crate) module: String,
    /// The request itself.
    pub(crate) request: String,
}

/// Returns the names that an entry point gives an operation.
pub(crate) type NamesOf = dyn Fn(&Plan, &Operation) -> Names;

/// Returns the code of the dispatcher.
pub(crate) fn dispatcher(plans: &[Plan], names_of: &NamesOf) -> String {
    let mut code = String::from(
        "/// Runs a case of an operation with a binding and an authentication method, both by index.\n\
         ///\n/// # Panics\n/// Panics if the case is not an input of the operation.\n\
         #[must_use]\n\
         #[allow(deprecated, clippy::too_many_lines, unreachable_pub, reason = \"one operation is withdrawn, and there are many\")]\n\
         pub fn run(schema: &str, operation: &str, case: &Case, binding: usize, auth: usize) -> Outcome {\n\
         match (schema, operation, binding, auth) {\n",
    );
    for plan in plans {
        for operation in &plan.operations {
            for binding in 0..operation.bindings.len() {
                for auth in 0..operation.auths.len() {
                    arm(&mut code, names_of, plan, operation, (binding, auth));
                }
            }
        }
    }
    code.push_str("_ => panic!(\"no operation {operation} of {schema} with binding {binding} and auth {auth}\"),\n}\n}\n");
    code
}

/// Writes the arm of an operation, with a binding and an authentication method.
fn arm(
    code: &mut String,
    names_of: &NamesOf,
    plan: &Plan,
    operation: &Operation,
    (binding, auth): (usize, usize),
) {
    let Names { module, request } = names_of(plan, operation);
    let own = format!("{module}::{}", operation.module);
    let endpoint = &plan.endpoints[operation.endpoint];
    let server = format!(
        "{module}::{}::{}",
        endpoint.rust_server,
        endpoint.servers.as_slice()[0].rust
    );
    // If absent may delete, a generated type requires every key.
    let needs: Vec<String> = match operation.update {
        Update::Replace | Update::Unstated => operation
            .fields
            .iter()
            .filter(|field| field.presence == Presence::Optional)
            .map(|field| format!("{:?}", field.name))
            .collect(),
        Update::Patch | Update::None => Vec::new(),
    };
    let _ = write!(
        code,
        "({:?}, {:?}, {binding}, {auth}) => {{\nlet fields: &[&str] = &[{}];\n",
        plan.schema,
        operation.name,
        needs.join(", ")
    );
    // A user's struct has no contact as read to compare with.
    let takes_current = operation.takes_current && module.starts_with("schemas::");
    if operation.contexts.is_empty() && !takes_current {
        code.push_str("let context = ();\n");
    } else {
        let _ = writeln!(code, "let mut context = {own}::Context::new();");
        for index in &operation.contexts {
            let context = &plan.contexts[*index];
            let known = match context.kind {
                ContextKind::SetOfString => "set",
                ContextKind::SetOfEnum(_) => panic!("no shipped schema has a set of enum values"),
                ContextKind::Enum(_) => "value",
                ContextKind::Boolean => "boolean",
                ContextKind::String => "text",
            };
            let _ = writeln!(
                code,
                "context.{} = fact(case, {:?}, {known});",
                context.rust, context.name
            );
        }
        if takes_current {
            let _ = writeln!(
                code,
                "context.current = case.current.as_ref().map(|current| Box::new(read(current, fields)));"
            );
        }
    }
    let choice = if operation.bindings.len() > 1 {
        format!(
            "{own}::Binding::{}",
            operation.bindings.as_slice()[binding].rust
        )
    } else {
        "Default::default()".to_owned()
    };
    let way = &plan.auths[operation.auths[auth]];
    let given: Vec<String> = way
        .credentials
        .iter()
        .map(|index| {
            let credential = &plan.credentials[*index];
            let text = match credential.integer {
                Some(_) => secrets::NUMBER.to_string(),
                None => format!("{:?}", secrets::TEXT),
            };
            let text = if credential.can_be_omitted() {
                format!("Some({text})")
            } else {
                text
            };
            format!("{}: {text}", credential.rust)
        })
        .collect();
    let _ = writeln!(
        code,
        "let credentials = {module}::{}::new({module}::{} {{ {} }}).expect(\"good credentials\");\n\
         run_as::<{request}>(case, fields, Emitted {{ context, binding: {choice}, server: {server}, credentials }})\n}}",
        endpoint.rust_credentials,
        way.rust,
        given.join(", ")
    );
}
