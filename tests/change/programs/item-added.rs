/// Uses a type that was there.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    drop(client::types::Both::builder().id("1").build());
    client.pets().list().kinds(["cat", "dog"]).send().await?;
    Ok(())
}
