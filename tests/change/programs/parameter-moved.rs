/// Sets the parameter.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    client.pets().list().limit(3).send().await?;
    Ok(())
}
