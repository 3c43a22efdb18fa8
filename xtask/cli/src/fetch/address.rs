//! Which servers may be asked.
//!
//! In: a URL, and the addresses that its host has. Out: nothing, or why it is not asked.
//! Must never know: what the server is asked for.
//!
//! A document may name any URL, and a name may stand for any address. So the addresses are looked up here, judged here,
//! and the connection is made to them and to no other.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use url::{Host, Url};

use super::Rules;
use crate::failure::Failure;

/// The flag that allows what is refused here.
const FLAG: &str = "--allow-private";

/// Reads a URL and refuses what cannot be the place of a published document.
pub(super) fn parse(text: &str) -> Result<Url, Failure> {
    let url: Url =
        text.parse().map_err(|error| Failure::refused(format!("`{text}` is not a valid URL: {error}")))?;
    if !matches!(url.scheme(), "https" | "http") {
        return Err(Failure::refused(format!("`{text}` is not fetched: only https is")));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Failure::refused(
            "a URL with a user name or a password is not fetched, as URLs are written down; fetch the document with \
             another program and import it from standard input (`-`)",
        ));
    }
    Ok(url)
}

/// Looks the host up, and refuses it where one of its addresses may not be asked.
pub(super) async fn look_up(url: &Url, rules: &Rules) -> Result<Vec<SocketAddr>, Failure> {
    let port = url.port_or_known_default().unwrap_or(443);
    let addresses: Vec<SocketAddr> = match url.host() {
        Some(Host::Ipv4(address)) => vec![(address, port).into()],
        Some(Host::Ipv6(address)) => vec![(address, port).into()],
        Some(Host::Domain(name)) => tokio::net::lookup_host((name, port))
            .await
            .map_err(|error| Failure::network(format!("{name} cannot be found: {error}")))?
            .collect(),
        None => Vec::new(),
    };
    if addresses.is_empty() {
        return Err(Failure::network(format!("{url} names no host that can be found")));
    }
    addresses.iter().try_for_each(|address| judge(url, address.ip(), rules.private))?;
    Ok(addresses)
}

fn judge(url: &Url, address: IpAddr, private: bool) -> Result<(), Failure> {
    let host = url.host_str().unwrap_or_default();
    if !is_public(address) && !private {
        return Err(Failure::refused(format!(
            "{host} is not asked: its address {address} is of a private network or this machine; {FLAG} allows it"
        )));
    }
    if url.scheme() != "https" && !address.to_canonical().is_loopback() {
        return Err(Failure::refused(format!(
            "{url} is not fetched: without https anybody on the way could change the document"
        )));
    }
    Ok(())
}

/// Whether everybody means the same host by an address.
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    let special = match first {
        // This network, private networks, this machine, and what is kept for later or for many.
        0 | 10 | 127 | 224.. => true,
        100 => (64..128).contains(&second),
        169 => second == 254,
        172 => (16..32).contains(&second),
        192 => second == 168 || (second == 0 && matches!(third, 0 | 2)) || (second == 88 && third == 99),
        198 => matches!(second, 18 | 19) || (second == 51 && third == 100),
        203 => second == 0 && third == 113,
        _ => false,
    };
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, middle @ .., high, low] = address.segments();
    let [a, b] = high.to_be_bytes();
    let [c, d] = low.to_be_bytes();
    // What a network without IPv4 says of an IPv4 address.
    if (first, second) == (0x64, 0xff9b) && middle == [0; 4] {
        return is_public_v4(Ipv4Addr::new(a, b, c, d));
    }
    // Global addresses begin with these three bits. Of them, tunnels (Teredo, 6to4) lead to any IPv4 address, and some are
    // for documents only.
    let is_special =
        first == 0x2002 || first == 0x3fff || (first == 0x2001 && (second < 0x200 || second == 0xdb8));
    first & 0xe000 == 0x2000 && !is_special
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_in_all_their_spellings() {
        for address in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "192.0.2.1",
            "198.18.0.1",
            "203.0.113.9",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2001::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "::7f00:1",
            "64:ff9b:1::1",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
        for address in ["1.1.1.1", "172.32.0.1", "192.0.1.1", "2606:4700::1111", "64:ff9b::101:101"] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn hosts_that_only_look_like_names_are_addresses() {
        // Each of them is 127.0.0.1 to whatever connects.
        for url in ["https://0x7f.1/", "https://2130706433/", "https://127.1/", "https://[::ffff:127.0.0.1]/"]
        {
            let url = parse(url).unwrap();
            let address = match url.host() {
                Some(Host::Ipv4(address)) => IpAddr::V4(address),
                Some(Host::Ipv6(address)) => IpAddr::V6(address),
                other => panic!("{other:?}"),
            };
            assert!(judge(&url, address, false).is_err(), "{url}");
        }
    }

    #[test]
    fn only_this_machine_is_asked_without_tls() {
        let allowed = |url: &str, address: &str, private| {
            judge(&parse(url).unwrap(), address.parse().unwrap(), private).is_ok()
        };
        assert!(allowed("http://localhost/a", "127.0.0.1", true));
        assert!(!allowed("http://localhost/a", "127.0.0.1", false));
        assert!(!allowed("http://example.com/a", "1.1.1.1", true));
        assert!(!allowed("http://intern/a", "10.0.0.1", true));
        assert!(allowed("https://intern/a", "10.0.0.1", true));
        assert!(allowed("https://example.com/a", "1.1.1.1", false));
        for url in ["ftp://a/b", "file:///a", "https://me:secret@a.io/b", "https://me@a.io", "https://", "x"]
        {
            assert!(parse(url).is_err(), "{url}");
        }
    }
}
