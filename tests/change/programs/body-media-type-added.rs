/// Sends the body.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    client.pets().create().name("Rex").age(3).send().await?;
    Ok(())
}
