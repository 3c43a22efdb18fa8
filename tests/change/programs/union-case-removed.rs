use client::types::Both;

/// Sends and reads the case.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    sends! {
        client.pets().replace().body(Both::builder().id("1").extra(true).build()).send().await?;
    }
    reads! {
        for pet in client.pets().list().send().await? {
            drop(matches!(pet.extra, Some(client::types::BothExtra::Boolean(_))));
        }
    }
    Ok(())
}
