/// Makes the call, warned or not.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    client.pets().list().kinds(["cat", "dog"]).send().await?;
    Ok(())
}
