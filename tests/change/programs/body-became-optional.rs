/// Names the type of a call whose body is set.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    let call: client::resources::pets::Touch<true> = client.pets().touch().body("text");
    call.send().await?;
    Ok(())
}
