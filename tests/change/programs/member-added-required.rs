use client::types::Both;

/// Builds the object without the member.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    sends! {
        let pet = Both::builder().a("x").build();
        drop::<Option<String>>(pet.a.clone());
        client.pets().replace().body(pet).send().await?;
    }
    reads! {
        let like = Both::default();
        for pet in client.pets().list().send().await? {
            drop::<bool>(pet.a == like.a);
        }
    }
    Ok(())
}
