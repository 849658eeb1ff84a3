//! Compiles the schemas of this folder.

fn main() {
    wireform_codegen::Compiler::new()
        .schema_dir("schemas")
        .compile_or_exit();
}
