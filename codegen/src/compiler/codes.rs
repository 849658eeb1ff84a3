//! The codes of the build script's door: WF0600 to WF0699.

crate::source::code_table! {
    NOTHING_TO_COMPILE = "WF0600", "nothing to compile",
        "The compiler was given no folder, no file and no provider. Call `.schema_dir(\"schemas\")`, \
         `.schema(\"schemas/one.yaml\")` or `.provider(\"realtime-register\")`.";
    UNKNOWN_PROVIDER = "WF0601", "an unknown provider",
        "`.provider(…)` names a description that ships with wireform, as its file is called, without the ending.";
    FOLDER_UNREADABLE = "WF0602", "a folder that cannot be read",
        "The folder of the schemas does not exist, or the system refuses to read it. Paths are relative to the package.";
    EMPTY_FOLDER = "WF0603", "a folder without schemas",
        "There is no `.yaml` or `.yml` file in the folder, so that nothing is generated for it.";
    NO_OUTPUT_FOLDER = "WF0604", "no output folder",
        "Cargo tells build scripts where to write by the variable OUT_DIR. Elsewhere give `.out_dir(…)`.";
    OUTPUT_UNWRITABLE = "WF0605", "the output cannot be written",
        "The system refuses to write the generated file. What was there before is unchanged.";
}
