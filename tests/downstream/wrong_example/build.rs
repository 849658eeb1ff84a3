//! Compiles a schema with an example that does not hold, and says nothing of tests.

fn main() {
    wireform_codegen::Compiler::new()
        .schema("schemas/wrong.yaml")
        .compile_or_exit();
}
