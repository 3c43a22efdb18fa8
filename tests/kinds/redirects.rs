//! No server can send a call, with its credentials, to another origin.

use runtime::ErrorKind;

use crate::operations::{Clients, Manner, OPERATIONS, closing, fine};
use crate::support::{Act, CANARY, Server};

const CODES: [&str; 5] = [
    "301 Moved Permanently",
    "302 Found",
    "303 See Other",
    "307 Temporary Redirect",
    "308 Permanent Redirect",
];

#[tokio::test]
async fn no_operation_reaches_another_origin() {
    for code in CODES {
        let target = Server::start(vec![Act::Answer(fine())]).await;
        let elsewhere = [
            ("port", format!("http://127.0.0.1:{}/x", target.port)),
            ("host", format!("http://localhost:{}/x", target.port)),
            ("scheme", format!("https://127.0.0.1:{}/x", target.port)),
        ];
        for (what, location) in elsewhere {
            let answer = closing(code, &[("location", &location)], "");
            let server = Server::start(vec![Act::Answer(answer)]).await;
            let mut expected = 0;
            for follow in [false, true] {
                let clients = Clients::following(&server, follow);
                // The credentials of the client, and one that the call sets itself; awaited and blocking.
                let manners = [(None, false), (Some(("X-Api-Key", CANARY)), false), (None, true)];
                for (header, blocking) in manners {
                    for operation in OPERATIONS {
                        let manner = Manner { blocking, header, ..Manner::default() };
                        let result = (operation.call)(&clients, "x", manner).result.await;
                        let error = result.expect_err(operation.name);
                        assert_eq!(error.kind(), ErrorKind::Redirect, "{} {code} {what}", operation.name);
                        expected += 1;
                    }
                }
            }
            assert_eq!((server.count(), target.count()), (expected, 0), "{code} {what}");
        }
    }
}
