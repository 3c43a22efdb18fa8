//! Fuzzes the way from a description to an API.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| codegen_properties::check_lower(bytes));
