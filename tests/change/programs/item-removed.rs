/// Uses the type.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    let read: fn(client::types::Alone) -> Option<String> = |alone| alone.a;
    drop(read);
    client.pets().list().kinds(["cat", "dog"]).send().await?;
    Ok(())
}
