//! Compiles one schema that ships with the compiler.

fn main() {
    wireform_codegen::Compiler::new()
        .provider("realtime-register")
        .compile_or_exit();
}
