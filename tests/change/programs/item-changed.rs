use client::types::Both;

/// Uses the type by its name.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    sends! {
        let pet = Both::builder().id("1").extra(client::types::Toy::builder().a("x").build()).build();
        drop::<Option<client::types::Toy>>(pet.extra.clone());
        client.pets().replace().body(pet).send().await?;
    }
    reads! {
        for pet in client.pets().list().send().await? {
            drop::<Option<client::types::Toy>>(pet.extra);
        }
    }
    Ok(())
}
