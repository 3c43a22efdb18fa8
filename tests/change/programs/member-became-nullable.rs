use client::types::Both;

/// Reads the member as one that is always there.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    sends! {
        let pet = Both::builder().a("x").build();
        drop::<String>(pet.a.clone());
        client.pets().replace().body(pet).send().await?;
    }
    reads! {
        for pet in client.pets().list().send().await? {
            drop::<String>(pet.a);
        }
    }
    Ok(())
}
