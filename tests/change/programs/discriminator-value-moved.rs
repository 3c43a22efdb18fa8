/// Sends and reads a case by its name.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    sends! {
        let circle = client::types::Circle::builder().kind("circle").radius(0.5).build();
        client.shapes().send().body(circle).send().await?;
    }
    reads! {
        let shape = client.shapes().last().send().await?;
        drop(matches!(shape, client::types::Shape::Circle(_)));
    }
    Ok(())
}
