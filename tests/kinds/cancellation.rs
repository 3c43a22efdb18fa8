//! A call that is dropped, at whatever point, is sent once at most and leaves its client usable.

use std::future::poll_fn;
use std::task::Poll;
use std::time::Duration;

use runtime::{BoxFuture, Error};

use crate::operations::{Clients, Manner, OPERATIONS, fine};
use crate::support::{Act, Server};

/// No call is at rest as often as this.
const MOST_POINTS: usize = 40;

/// Runs a call until it has been at rest `points` times, and drops it there; whether it was over before.
async fn is_over_within(points: usize, mut call: BoxFuture<Result<(), Error>>) -> bool {
    let mut rested = 0;
    poll_fn(move |context| {
        if rested == points {
            return Poll::Ready(false);
        }
        match call.as_mut().poll(context) {
            Poll::Ready(result) => {
                result.expect("nothing is wrong with this call");
                Poll::Ready(true)
            }
            Poll::Pending => {
                rested += 1;
                if rested == points { Poll::Ready(false) } else { Poll::Pending }
            }
        }
    })
    .await
}

#[tokio::test]
async fn every_operation_can_be_dropped_at_every_point() {
    let mut dropped = 0;
    for operation in OPERATIONS {
        let server = Server::start(vec![Act::Answer(fine())]).await;
        let clients = Clients::of(&server);
        for points in 0..=MOST_POINTS {
            assert!(points < MOST_POINTS, "{} never ends", operation.name);
            let before = server.count();
            let call = (operation.call)(&clients, "x", Manner::default()).result;
            let is_over = is_over_within(points, call).await;
            tokio::time::sleep(Duration::from_millis(2)).await;
            assert!(server.count() <= before + 1, "{} dropped at point {points}", operation.name);
            if is_over {
                break;
            }
            dropped += 1;
        }
        let next = (operation.call)(&clients, "x", Manner::default()).result;
        next.await.expect("the client is as it was");
    }
    assert!(dropped >= OPERATIONS.len() * 2, "{dropped}");
}
