use client::types::Both;

/// Sends and reads a listed value.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    sends! {
        let pet = Both::builder().id("1").extra(client::types::BothExtra::A).build();
        drop::<Option<client::types::BothExtra>>(pet.extra.clone());
        client.pets().replace().body(pet).send().await?;
    }
    reads! {
        for pet in client.pets().list().send().await? {
            drop::<Option<client::types::BothExtra>>(pet.extra);
        }
    }
    Ok(())
}
