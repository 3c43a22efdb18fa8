//! Fuzzes the way from a description to files.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| codegen_properties::check_emit(bytes));
