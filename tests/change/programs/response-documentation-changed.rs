/// Looks at the headers.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    let answer = client.pets().list().send_with_response().await?;
    drop(answer.headers.get("x-total").is_some());
    Ok(())
}
