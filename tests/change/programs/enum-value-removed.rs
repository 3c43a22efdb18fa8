use client::types::Both;

/// Sends the value.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    sends! {
        client.pets().replace().body(Both::builder().id("1").extra(client::types::BothExtra::C).build()).send().await?;
    }
    reads! {
        for pet in client.pets().list().send().await? {
            drop(matches!(pet.extra, Some(client::types::BothExtra::C)));
        }
    }
    Ok(())
}
