/// Fills in the variable.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    client.toys().get("1").send().await?;
    Ok(())
}
