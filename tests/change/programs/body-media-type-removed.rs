/// Sends the body as a whole.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    let pet = client::types::NewPet::builder().name("Rex").age(3).build();
    client.pets().create().body(pet).send().await?;
    Ok(())
}
