//! Fuzzes the making of names.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = codegen_properties::check_names(bytes);
});
