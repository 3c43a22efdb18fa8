use client::types::Both;

/// Sends and reads the member.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    sends! {
        let pet = Both::builder().id("1").extra(1).build();
        drop::<Option<i64>>(pet.extra.clone());
        client.pets().replace().body(pet).send().await?;
    }
    reads! {
        for pet in client.pets().list().send().await? {
            drop::<Option<i64>>(pet.extra);
        }
    }
    Ok(())
}
