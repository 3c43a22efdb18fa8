//! A word that changes in a description changes the files that hold it, and no others.

use codegen::output::FileMap;

use crate::generate;

const MUSEUM: &str = "openapi: 3.1.0
info: { title: Museum API, version: '1' }
paths:
  /tickets:
    post:
      operationId: buyTicket
      tags: [tickets]
      requestBody:
        content: { application/json: { schema: { $ref: '#/components/schemas/Ticket' } } }
      responses: { '204': { description: Bought } }
  /hours:
    get:
      operationId: listHours
      summary: Says when the museum opens.
      tags: [hours]
      responses: { '200': { description: Hours, content: { application/json: { schema: { $ref: '#/components/schemas/Hours' } } } } }
components:
  schemas:
    Ticket: { type: object, properties: { day: { type: string, description: The day of the visit. } } }
    Hours: { type: object, properties: { open: { type: string, description: When the doors move. } } }
";

/// The files that differ.
pub(crate) fn changed(before: &FileMap, after: &FileMap) -> Vec<String> {
    let paths = before.keys().chain(after.keys().filter(|path| !before.contains_key(*path)));
    paths.filter(|path| before.get(*path) != after.get(*path)).cloned().collect()
}

#[test]
fn a_word_changes_the_files_that_hold_it() {
    let (before, _) = generate("museum.yaml", MUSEUM.as_bytes(), None);
    for (from, to, files) in [
        ("The day of the", "The date of the", &["resources/tickets.rs", "types/ticket.rs"][..]),
        ("the doors move", "the gates move", &["types/hours.rs"]),
        ("museum opens", "museum closes", &["resources/hours.rs"]),
    ] {
        assert!(MUSEUM.contains(from));
        let (after, _) = generate("museum.yaml", MUSEUM.replace(from, to).as_bytes(), None);
        // The root of the crate has the digest of the description.
        let wanted: Vec<String> = ["lib.rs"].iter().chain(files).map(|file| format!("src/{file}")).collect();
        assert_eq!(changed(&before, &after), wanted, "{from}");
    }
}
