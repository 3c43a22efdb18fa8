/// Sends a list in a form.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    client.pets().touch().a(["x", "y"]).send().await?;
    Ok(())
}
