/// Reads what the one answer is.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    let pets: Vec<client::types::Both> = client.pets().list().send().await?;
    for pet in pets {
        drop::<String>(pet.id);
    }
    Ok(())
}
