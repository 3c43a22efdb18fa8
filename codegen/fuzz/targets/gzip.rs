//! Fuzzes the reading of bodies that are compressed.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| codegen_properties::check_gzip(bytes));
