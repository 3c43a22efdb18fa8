/// Makes a call with the credentials that the client has.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    client.pets().list().kinds(["cat", "dog"]).send().await?;
    Ok(())
}
