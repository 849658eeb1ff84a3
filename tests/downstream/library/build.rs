//! Compiles every schema that ships with the compiler.

fn main() {
    wireform_codegen::Compiler::new()
        .provider("autodns")
        .provider("hostcontrol")
        .provider("logicboxes")
        .provider("namebay")
        .provider("realtime-register")
        .tests(true)
        .compile_or_exit();
}
