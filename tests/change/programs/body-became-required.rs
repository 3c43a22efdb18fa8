/// Makes the call without a body.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    client.pets().touch().send().await?;
    Ok(())
}
