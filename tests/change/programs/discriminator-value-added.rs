/// Sends and reads a case by its name.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    sends! {
        client.shapes().send().body(client::types::Shape::circle(0.5)).send().await?;
    }
    reads! {
        let shape = client.shapes().last().send().await?;
        drop(matches!(shape, client::types::Shape::Circle(_)));
    }
    Ok(())
}
