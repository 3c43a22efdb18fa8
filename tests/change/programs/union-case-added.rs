use client::types::Both;

/// Looks at each case that is listed, and at others.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    sends! {
        client.pets().replace().body(Both::builder().id("1").extra("x").build()).send().await?;
    }
    reads! {
        for pet in client.pets().list().send().await? {
            match pet.extra {
                Some(client::types::BothExtra::String(_)) | Some(client::types::BothExtra::Integer(_)) | None => {}
                Some(_) => {}
            }
        }
    }
    Ok(())
}
