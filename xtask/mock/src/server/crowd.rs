//! Who is connected, and who has to go when there is no room: whoever has been silent for longest.
//!
//! In: connections that come, ask, wait and go. Out: room for the next one.
//! Must never know: what is asked or answered.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::rc::Rc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

/// Connections at the same time; further ones wait. Each may hold a body in memory.
pub(super) const MOST_CONNECTIONS: usize = 128;

/// How many connections of one peer may be without a request that has begun, beyond their grace.
pub(super) const MOST_SILENT: usize = 64;

/// How long a connection may be silent before it has to make room.
pub(super) const GRACE_OF_HEADS: Duration = Duration::from_secs(2);

/// The same while a body is read: what was begun has more patience.
const GRACE_OF_BODIES: Duration = Duration::from_secs(10);

/// What is waited for on a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Waiting {
    /// The head of a request: the first, or another one.
    Head,
    /// The body of a request.
    Body,
}

/// All connections of a server.
#[derive(Debug, Default)]
pub(super) struct Crowd {
    members: RefCell<BTreeMap<u64, Member>>,
    /// Told whenever one goes.
    left: Notify,
}

#[derive(Debug)]
struct Member {
    peer: IpAddr,
    waiting: Waiting,
    since: Instant,
    /// Told when it has to go.
    asked_to_go: Rc<Notify>,
}

impl Member {
    /// When it may be asked to go.
    fn deadline(&self) -> Instant {
        self.since
            + match self.waiting {
                Waiting::Head => GRACE_OF_HEADS,
                Waiting::Body => GRACE_OF_BODIES,
            }
    }
}

/// A place in the crowd, free again with this value.
#[derive(Debug)]
pub(super) struct Place {
    crowd: Rc<Crowd>,
    number: u64,
    asked_to_go: Rc<Notify>,
}

impl Crowd {
    /// Ends when there is room for one more. Where there is none, whoever is silent for longest has to go, first of the
    /// peer that has most of them.
    pub(super) async fn room(&self) {
        while self.members.borrow().len() >= MOST_CONNECTIONS {
            let left = self.left.notified();
            let now = Instant::now();
            match self.longest(now) {
                Some(asked_to_go) => {
                    asked_to_go.notify_one();
                    left.await;
                }
                None => drop(tokio::time::timeout_at(self.next_deadline(now), left).await),
            }
        }
    }

    /// Takes a place.
    pub(super) fn enter(self: &Rc<Self>, peer: IpAddr) -> Place {
        let now = Instant::now();
        let silent = self.silent(now);
        if let Some(of_peer) = silent.get(&peer).filter(|of_peer| of_peer.len() >= MOST_SILENT) {
            let members = self.members.borrow();
            for number in of_peer.iter().take(of_peer.len() + 1 - MOST_SILENT) {
                members[number].asked_to_go.notify_one();
            }
        }
        let mut members = self.members.borrow_mut();
        let number = members.last_key_value().map_or(0, |(last, _)| last + 1);
        let asked_to_go = Rc::new(Notify::new());
        let member =
            Member { peer, waiting: Waiting::Head, since: now, asked_to_go: Rc::clone(&asked_to_go) };
        members.insert(number, member);
        Place { crowd: Rc::clone(self), number, asked_to_go }
    }

    /// Those beyond their grace, by peer, the longest first.
    fn silent(&self, now: Instant) -> BTreeMap<IpAddr, Vec<u64>> {
        let members = self.members.borrow();
        let mut silent: Vec<_> = members.iter().filter(|(_, member)| member.deadline() <= now).collect();
        silent.sort_by_key(|(_, member)| member.deadline());
        let mut by_peer: BTreeMap<IpAddr, Vec<u64>> = BTreeMap::new();
        for (number, member) in silent {
            by_peer.entry(member.peer).or_default().push(*number);
        }
        by_peer
    }

    fn longest(&self, now: Instant) -> Option<Rc<Notify>> {
        let silent = self.silent(now);
        let number = *silent.values().max_by_key(|of_peer| of_peer.len())?.first()?;
        self.members.borrow().get(&number).map(|member| Rc::clone(&member.asked_to_go))
    }

    fn next_deadline(&self, now: Instant) -> Instant {
        let members = self.members.borrow();
        members.values().map(Member::deadline).min().unwrap_or(now + GRACE_OF_HEADS)
    }
}

impl Place {
    /// Says what the connection waits for from now on.
    pub(super) fn waits_for(&self, waiting: Waiting) {
        if let Some(member) = self.crowd.members.borrow_mut().get_mut(&self.number) {
            (member.waiting, member.since) = (waiting, Instant::now());
        }
    }

    /// Ends when the connection has to go.
    pub(super) async fn asked_to_go(&self) {
        self.asked_to_go.notified().await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.crowd.members.borrow_mut().remove(&self.number);
        self.crowd.left.notify_one();
    }
}
