/// Makes the call.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    client.toys().list().send().await?;
    Ok(())
}
