use client::types::Both;

/// Sends a text that is allowed before and after.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    sends! {
        let pet = Both::builder().id("1").extra("y").build();
        drop::<Option<String>>(pet.extra.clone());
        client.pets().replace().body(pet).send().await?;
    }
    reads! {
        for pet in client.pets().list().send().await? {
            drop::<Option<String>>(pet.extra);
        }
    }
    Ok(())
}
