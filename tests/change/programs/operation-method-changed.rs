/// Makes the call.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    client.toys().save().send().await?;
    Ok(())
}
