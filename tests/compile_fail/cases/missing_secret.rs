fn main() {
    let _account = synthetic_client::types::Account::builder().name("n").build();
}
