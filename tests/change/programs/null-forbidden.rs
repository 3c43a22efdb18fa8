use client::types::Both;

/// Sends null.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    sends! {
        client.pets().replace().body(Both::builder().id("1").extra(client::Null).build()).send().await?;
    }
    reads! {
        for pet in client.pets().list().send().await? {
            drop::<bool>(pet.extra.is_null());
        }
    }
    Ok(())
}
