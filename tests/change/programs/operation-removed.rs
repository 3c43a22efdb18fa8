/// Makes the call.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    client.pets().create().send().await?;
    Ok(())
}
