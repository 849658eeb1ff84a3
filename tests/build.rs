//! Compiles the shipped schemas as a user would, and writes dispatchers by provider and operation: for the generated
//! types, and for structs that derive the same requests.

use std::path::PathBuf;

use wireform_codegen::plan::{Operation, Plan};

#[path = "build/derived.rs"]
mod derived;
#[path = "build/dispatch.rs"]
mod dispatch;

#[path = "src/plans.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "a module of the library, shared with its build script"
)]
mod plans;
#[path = "src/random_schema.rs"]
#[allow(
    unreachable_pub,
    reason = "a module of the library, shared with its build script"
)]
mod random_schema;
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
    for (name, _) in plans::CONSTRUCTS {
        compiler = compiler.schema(format!("constructs/{name}.yaml"));
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    let random = out.join("random");
    std::fs::create_dir_all(&random).expect("the output folder can be written");
    for (name, text) in plans::random_schemas() {
        let path = random.join(format!("{name}.yaml"));
        std::fs::write(&path, text).expect("the output folder can be written");
        compiler = compiler.schema(path);
    }
    compiler.compile_or_exit();

    let schemas = |plan: &Plan, operation: &Operation| {
        let module = format!("schemas::{}", plan.module);
        dispatch::Names {
            request: format!("{module}::{}", operation.rust),
            module,
        }
    };
    let shipped = plans::shipped();
    let mut every = plans::shipped();
    every.extend(plans::constructs());
    every.extend(plans::random());
    for (file, code) in [
        ("dispatch.rs", dispatch::dispatcher(&every, &schemas)),
        (
            "shipped_dispatch.rs",
            dispatch::dispatcher(&shipped, &schemas),
        ),
        ("derived.rs", derived::structs()),
        (
            "derived_dispatch.rs",
            dispatch::dispatcher(&shipped, &derived::names),
        ),
    ] {
        std::fs::write(out.join(file), code).expect("the output folder can be written");
    }
}
