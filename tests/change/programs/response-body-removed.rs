/// Reads the answer.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    let left: Option<i64> = client.pets().delete("1").send().await?.left;
    drop(left);
    Ok(())
}
