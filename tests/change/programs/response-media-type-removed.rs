/// Reads the answer as an object.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    let answer: client::Object = client.pets().list().send().await?;
    drop(answer);
    Ok(())
}
