/// Makes a call and takes what it gives, with the feature that its tag names.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    let shape: client::types::Shape = client.shapes().last().send().await?;
    drop(shape);
    Ok(())
}
