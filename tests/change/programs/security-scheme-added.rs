/// Builds a client with another credential.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    client::Client::builder().key("k").token("t").build()?;
    client.pets().list().kinds(["cat", "dog"]).send().await?;
    Ok(())
}
