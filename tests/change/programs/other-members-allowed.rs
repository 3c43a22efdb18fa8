use client::types::Both;

/// Sends and reads the members that have names.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    sends! {
        let pet = Both::builder().a("x").build();
        drop::<Option<String>>(pet.a.clone());
        client.pets().replace().body(pet).send().await?;
    }
    reads! {
        for pet in client.pets().list().send().await? {
            drop::<Option<String>>(pet.a);
        }
    }
    Ok(())
}
