//! One of the two doors.

fn main() {
    wireform_codegen::Compiler::new()
        .schema_dir("schemas")
        .compile_or_exit();
}
