use client::types::Both;

/// Looks at the members that have no name of their own.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    sends! {
        let pet = Both::builder().a("x").build();
        drop::<bool>(pet.extra.is_empty());
        client.pets().replace().body(pet).send().await?;
    }
    reads! {
        for pet in client.pets().list().send().await? {
            drop::<bool>(pet.extra.is_empty());
        }
    }
    Ok(())
}
