/// Takes an answer for empty.
pub async fn run(client: client::Client) -> Result<(), client::Error> {
    let nothing: () = client.pets().delete("1").send().await?;
    let () = nothing;
    Ok(())
}
