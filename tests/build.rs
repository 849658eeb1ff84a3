//! Compiles the shipped schemas as a user would, and writes a dispatcher by provider and operation.

use std::fmt::Write as _;
use std::path::PathBuf;

use wireform_codegen::plan::{ContextKind, Operation, Plan, Presence, Update};

#[path = "src/plans.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "a module of the library, shared with its build script"
)]
mod plans;
#[path = "src/secrets.rs"]
#[allow(
    unreachable_pub,
    reason = "a module of the library, shared with its build script"
)]
mod secrets;

fn main() {
    let mut compiler = wireform_codegen::Compiler::new().serde(true).tests(true);
    for schema in wireform_schemas::ALL {
        compiler = compiler.provider(schema.name);
    }
    compiler.compile_or_exit();

    let mut code = String::from(
        "/// Runs a case of an operation by one of its bindings and ways to authenticate, both by position.\n\
         ///\n/// # Panics\n/// Where the case is no input of the operation.\n\
         #[must_use]\n\
         #[allow(deprecated, clippy::too_many_lines, reason = \"one operation is withdrawn, and there are many\")]\n\
         pub fn run(schema: &str, operation: &str, case: &Case, binding: usize, auth: usize) -> Outcome {\n\
         match (schema, operation, binding, auth) {\n",
    );
    for plan in plans::shipped() {
        for operation in &plan.operations {
            for binding in 0..operation.bindings.len() {
                for auth in 0..operation.auths.len() {
                    arm(&mut code, &plan, operation, binding, auth);
                }
            }
        }
    }
    code.push_str("_ => panic!(\"no operation {operation} of {schema} with binding {binding} and auth {auth}\"),\n}\n}\n");
    let out =
        PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it")).join("dispatch.rs");
    std::fs::write(out, code).expect("the output folder can be written");
}

fn arm(code: &mut String, plan: &Plan, operation: &Operation, binding: usize, auth: usize) {
    let module = format!("schemas::{}", plan.module);
    let own = format!("{module}::{}", operation.module);
    let request = format!("{module}::{}", operation.rust);
    let endpoint = &plan.endpoints[operation.endpoint];
    let server = format!(
        "{module}::{}::{}",
        endpoint.rust_server, endpoint.servers[0].rust
    );
    // Where absent may delete, a generated type demands every key.
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
    if operation.contexts.is_empty() && !operation.takes_current {
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
        if operation.takes_current {
            let _ = writeln!(
                code,
                "context.current = case.current.as_ref().map(|current| Box::new(read(current, fields)));"
            );
        }
    }
    let choice = if operation.bindings.len() > 1 {
        format!("{own}::Binding::{}", operation.bindings[binding].rust)
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
            let text = if credential.default.is_some() {
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
