/// Sends a body.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    client.pets().touch().a("x").send().await?;
    Ok(())
}
