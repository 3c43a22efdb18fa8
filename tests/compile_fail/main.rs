//! What may not compile, and what the compiler says about it.

#[test]
fn a_call_or_value_without_a_required_field_does_not_compile() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("compile_fail/cases/*.rs");
}
