/// Sends a case with the value, and reads one.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    sends! {
        let circle = client::types::Circle::builder().kind("round").radius(0.5).build();
        client.shapes().send().body(circle).send().await?;
    }
    reads! {
        let shape = client.shapes().last().send().await?;
        drop(matches!(shape, client::types::Shape::Circle(_)));
    }
    Ok(())
}
