//! Compiles the schema by the build script. The crate also includes it with the macro.

fn main() {
    wireform_codegen::Compiler::new()
        .schema_dir("schemas")
        .compile_or_exit();
}
