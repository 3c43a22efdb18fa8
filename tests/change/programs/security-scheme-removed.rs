/// Builds a client with the credential.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    client::Client::builder().key("k").extra("x").build()?;
    client.pets().list().kinds(["cat", "dog"]).send().await?;
    Ok(())
}
