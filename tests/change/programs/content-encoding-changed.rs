use client::types::Both;

/// Sends and reads a text.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    sends! {
        let pet = Both::builder().id("1").extra("x").build();
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
