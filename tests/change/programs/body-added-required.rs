/// Makes the call without a body.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    client.pets().delete("1").send().await?;
    Ok(())
}
