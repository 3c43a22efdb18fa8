use client::types::Both;

/// Looks at each value that is listed, and at others.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    sends! {
        client.pets().replace().body(Both::builder().id("1").extra(client::types::BothExtra::A).build()).send().await?;
    }
    reads! {
        for pet in client.pets().list().send().await? {
            match pet.extra {
                Some(client::types::BothExtra::A) | Some(client::types::BothExtra::B) | None => {}
                Some(_) => {}
            }
        }
    }
    Ok(())
}
