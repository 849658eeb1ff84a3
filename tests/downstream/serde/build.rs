//! Compiles two descriptions, with types that can be read from logical names.

fn main() {
    wireform_codegen::Compiler::new()
        .provider("autodns")
        .provider("realtime-register")
        .serde(true)
        .compile_or_exit();
}
