use client::types::Both;

/// Builds the object without the member.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    sends! {
        let pet = Both::builder().build();
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
