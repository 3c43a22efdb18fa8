use client::types::Both;

/// Reads a number of 32 bits.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    sends! {
        let pet = Both::builder().id("1").extra(7).build();
        drop::<Option<i32>>(pet.extra.clone());
        client.pets().replace().body(pet).send().await?;
    }
    reads! {
        for pet in client.pets().list().send().await? {
            drop::<Option<i32>>(pet.extra);
        }
    }
    Ok(())
}
