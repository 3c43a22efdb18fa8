/// Builds a client that goes where the description says, and one that does not.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    client::Client::builder().key("k").build()?;
    client.pets().list().kinds(["cat", "dog"]).send().await?;
    Ok(())
}
