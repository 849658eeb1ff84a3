//! Compiles the descriptions of the five registrars into `$OUT_DIR/wireform.rs`.

fn main() {
    wireform_codegen::Compiler::new()
        .provider("realtime-register")
        .provider("autodns")
        .provider("namebay")
        .provider("hostcontrol")
        .provider("logicboxes")
        .compile_or_exit();
}
