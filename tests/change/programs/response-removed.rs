/// Reads one of two answers.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    let answer: client::resources::pets::PetsListResponse = client.pets().list().send().await?;
    drop(answer);
    Ok(())
}
