use client::types::Both;

/// Sends and reads two places.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    sends! {
        let pet = Both::builder().id("1").extra(("x".to_owned(), 2)).build();
        drop::<Option<(String, i64)>>(pet.extra.clone());
        client.pets().replace().body(pet).send().await?;
    }
    reads! {
        for pet in client.pets().list().send().await? {
            drop::<Option<(String, i64)>>(pet.extra);
        }
    }
    Ok(())
}
