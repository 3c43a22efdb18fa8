use client::types::Both;

/// Sends and reads the object without the member.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    sends! {
        let pet = Both::builder().id("1").build();
        drop::<String>(pet.id.clone());
        client.pets().replace().body(pet).send().await?;
    }
    reads! {
        for pet in client.pets().list().send().await? {
            drop::<String>(pet.id);
        }
    }
    Ok(())
}
