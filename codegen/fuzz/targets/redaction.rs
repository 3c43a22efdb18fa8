//! Fuzzes the texts of errors.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| codegen_properties::check_redaction(bytes));
