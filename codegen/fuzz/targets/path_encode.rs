//! Fuzzes the filling in of paths.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| codegen_properties::check_path_encode(bytes));
