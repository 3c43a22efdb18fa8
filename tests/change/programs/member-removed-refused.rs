use client::types::Both;

/// Sends and reads the member.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    sends! {
        let pet = Both::builder().b("x").build();
        drop::<Option<String>>(pet.b.clone());
        client.pets().replace().body(pet).send().await?;
    }
    reads! {
        for pet in client.pets().list().send().await? {
            drop::<Option<String>>(pet.b);
        }
    }
    Ok(())
}
