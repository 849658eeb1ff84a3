//! Compiles the community schemas with their examples as tests.

fn main() {
    let compiler = wireform_codegen::Compiler::new().serde(true).tests(true);
    wireform_schemas::COMMUNITY
        .iter()
        .fold(compiler, |compiler, schema| compiler.provider(schema.name))
        .compile_or_exit();
}
