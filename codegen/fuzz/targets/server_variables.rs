//! Fuzzes the variables of servers.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| codegen_properties::check_server_variables(bytes));
