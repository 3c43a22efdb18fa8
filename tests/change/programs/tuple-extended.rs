use client::types::Both;

/// Sends and reads one place.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    sends! {
        let pet = Both::builder().id("1").extra(("x".to_owned(),)).build();
        drop::<Option<(String,)>>(pet.extra.clone());
        client.pets().replace().body(pet).send().await?;
    }
    reads! {
        for pet in client.pets().list().send().await? {
            drop::<Option<(String,)>>(pet.extra);
        }
    }
    Ok(())
}
