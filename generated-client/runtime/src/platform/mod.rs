//! What differs between native targets and browsers: threads, clocks, timers.
//!
//! Must never know: requests, answers, JSON.

mod aside;
mod clock;
mod random;
mod ready;

use std::{future::Future, pin::Pin};

pub(crate) use aside::aside;
pub(crate) use clock::{LONGEST_PAUSE, Moment, seconds_since_epoch, sleep, timeout};
pub(crate) use random::random;
#[cfg(not(target_family = "wasm"))]
pub(crate) use ready::has_network;
pub(crate) use ready::has_timers;

/// A boxed error that can cross threads.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A boxed future; it can cross threads except in browsers, which have none.
#[cfg(not(target_family = "wasm"))]
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;
/// A boxed future; it can cross threads except in browsers, which have none.
#[cfg(target_family = "wasm")]
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T>>>;

/// A boxed stream; it can cross threads except in browsers, which have none.
#[cfg(not(target_family = "wasm"))]
pub type BoxStream<T> = Pin<Box<dyn futures_core::Stream<Item = T> + Send>>;
/// A boxed stream; it can cross threads except in browsers, which have none.
#[cfg(target_family = "wasm")]
pub type BoxStream<T> = Pin<Box<dyn futures_core::Stream<Item = T>>>;

/// `Send`, except in browsers.
#[cfg(not(target_family = "wasm"))]
pub trait MaybeSend: Send {}
#[cfg(not(target_family = "wasm"))]
impl<T: Send + ?Sized> MaybeSend for T {}
/// `Send`, except in browsers.
#[cfg(target_family = "wasm")]
pub trait MaybeSend {}
#[cfg(target_family = "wasm")]
impl<T: ?Sized> MaybeSend for T {}
