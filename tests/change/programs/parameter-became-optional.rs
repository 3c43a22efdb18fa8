/// Names the type of a call whose required parameter is set.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    let call: client::resources::pets::List<true> = client.pets().list().limit(3);
    call.send().await?;
    Ok(())
}
