//! Another validating mock server beside ours, where one runs: both must accept and refuse the same requests.

/// Requests that the other server judges differently: method, target, the start of the body, and why.
const DIFFERENT: [(&str, &str, &str, &str); 14] = [
    ("GET", "/api/v2/pets", "", "it does not know the path of the server's URL"),
    ("HEAD", "/pets", "", "it does not answer HEAD where only GET is described"),
    ("GET", "/pets/mine", "", "it has no writer for lines of JSON"),
    ("GET", "/files/a.b.txt", "", "it ends a variable at the first dot, here it ends at the last"),
    ("GET", "/pets?limit=7", "", "it does not judge cookies"),
    ("GET", "/pets?where=%7B%7D", "", "it does not judge JSON in parameters"),
    (
        "GET",
        "/pets?filter[name]=a&filter[size]=1",
        "",
        "it drops what an object of the query does not describe",
    ),
    ("POST", "/run?action=walk", "", "it does not read a query in the key of a path"),
    ("POST", "/pets", r#"{"name":"Tom","name""#, "it takes the last of two members of one name"),
    ("POST", "/pets", "name=Tom&kind=cat&mother[name]=Kate", "it does not look into brackets of forms"),
    ("POST", "/pets", "name=Tom&kind=cat&weight=x", "it lets wrong kinds through in forms"),
    ("POST", "/pets", "name=Tom", "it lets fields be missing in forms"),
    (
        "PUT",
        "/pets/1/photo",
        "--B\r\ncontent-disposition: form-data; name=\"tags\"",
        "it reads every part as text, lists and objects too",
    ),
    ("PUT", "/pets/1/photo", "--B\r\n", "it dies of a multipart body that is cut off"),
];

/// Stoplight Prism, if `tests/prism.sh` has started it.
pub(crate) struct Prism {
    address: Option<String>,
}

impl Prism {
    /// The one that an environment variable names.
    pub(crate) fn at(variable: &str) -> Self {
        let url = std::env::var(variable).ok();
        Self { address: url.map(|url| url.trim_start_matches("http://").to_owned()) }
    }

    /// What the two servers disagree about, if they do.
    pub(crate) fn difference(
        &self,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: &str,
        ours: u16,
    ) -> Option<String> {
        let address = self.address.as_deref()?;
        let is_known = DIFFERENT.iter().any(|(known, at, start, _)| {
            *known == method
                && *at == target
                && (body == *start || (!start.is_empty() && *start != "--B\r\n" && body.starts_with(start)))
        });
        // Form fields that are wrong are the only ones of which the other server is more tolerant.
        if is_known && !(ours < 300 && body.starts_with("name=")) {
            return None;
        }
        let theirs = integration_tests::send(address, method, target, headers, body.as_bytes());
        let differ = (theirs.status >= 400) != (ours >= 400);
        differ.then(|| {
            format!("{method} {target} {body}: {ours} here, {} there: {}", theirs.status, theirs.text())
        })
    }
}
