/// Looks at what went wrong.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    let answer = client.pets().list().send().await;
    if let Err(error) = &answer {
        drop(error.status());
    }
    answer?;
    Ok(())
}
