//! Fuzzes the runtime's reader of JSON beside `serde_json`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| codegen_properties::check_json(bytes));
