//! Fuzzes the making of names.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| codegen_properties::check_names(bytes));
