/// Names the type of a call.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    let call: client::resources::pets::Delete = client.pets().delete("1");
    call.send().await?;
    Ok(())
}
