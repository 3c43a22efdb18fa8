/// Sets the parameter.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    client.pets().list().filter("7").send().await?;
    Ok(())
}
