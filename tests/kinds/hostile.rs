//! Values that would end a segment, a line, a quote or a message: none gets out of its place, in any operation.

use percent_encoding::percent_decode_str;
use runtime::ErrorKind;

use crate::operations::{Clients, Manner, OPERATIONS, fine};
use crate::support::{Act, HOSTILE_IN_LINES, HOSTILE_IN_PATHS, Hit, Server};

/// A text that needs no escaping anywhere.
const HARMLESS: &str = "harmless";

fn segments(hit: &Hit) -> Vec<String> {
    let path = hit.path().split('?').next().unwrap_or_default();
    path.split('/').map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned()).collect()
}

/// The names of a request's headers, and the lines that a multipart body has between boundaries and values.
fn shape(hit: &Hit) -> (Vec<String>, Vec<String>) {
    let name = |line: &str| line.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let headers = hit.head.lines().skip(1).map(name).filter(|name| name != "content-length").collect();
    let boundary = hit.header("content-type").split("boundary=").nth(1).map(|text| format!("--{text}"));
    let parts = boundary.map_or_else(Vec::new, |boundary| {
        let text = hit.text();
        let heads = text.split(&boundary).filter_map(|part| part.split_once("\r\n\r\n")).map(|(head, _)| {
            // A header line, a parameter: what a reader of the head would count.
            let quotes = head.matches('"').count();
            let names: Vec<String> = head.lines().filter(|line| !line.is_empty()).map(name).collect();
            format!("{names:?} {quotes}")
        });
        heads.collect()
    });
    (headers, parts)
}

#[tokio::test]
async fn a_value_stays_in_its_segment() {
    let server = Server::start(vec![Act::Answer(fine())]).await;
    let clients = Clients::of(&server);
    let (mut sent, mut refused) = (0, 0);
    for operation in OPERATIONS {
        (operation.call)(&clients, HARMLESS, Manner::default()).result.await.expect(operation.name);
        let twin = segments(&server.last());
        for value in HOSTILE_IN_PATHS {
            let count = server.count();
            match (operation.call)(&clients, value, Manner::default()).result.await {
                Ok(()) => {
                    let expected: Vec<String> =
                        twin.iter().map(|part| part.replace(HARMLESS, value)).collect();
                    assert_eq!(segments(&server.last()), expected, "{} with {value:?}", operation.name);
                    assert_eq!(server.count(), count + 1);
                    sent += 1;
                }
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{} with {value:?}", operation.name);
                    assert_eq!(server.count(), count, "{} with {value:?} is refused", operation.name);
                    refused += 1;
                }
            }
        }
    }
    assert_eq!(sent + refused, OPERATIONS.len() * HOSTILE_IN_PATHS.len());
    assert!(sent > 500 && refused > 20, "{sent} sent, {refused} refused");
}

#[tokio::test]
async fn a_value_stays_in_its_line() {
    let server = Server::start(vec![Act::Answer(fine())]).await;
    let clients = Clients::of(&server);
    for operation in OPERATIONS {
        (operation.call)(&clients, HARMLESS, Manner::default()).result.await.expect(operation.name);
        let twin = shape(&server.last());
        for value in HOSTILE_IN_LINES {
            let count = server.count();
            match (operation.call)(&clients, value, Manner::default()).result.await {
                Ok(()) => {
                    assert_eq!(shape(&server.last()), twin, "{} with {value:?}", operation.name);
                    assert_eq!(server.count(), count + 1, "{} with {value:?}", operation.name);
                }
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{} with {value:?}", operation.name);
                    assert_eq!(server.count(), count, "{} with {value:?} is refused", operation.name);
                }
            }
        }
    }
}
