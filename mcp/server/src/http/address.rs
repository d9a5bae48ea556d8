//! The address that is listened at, as it is written on a command line.

use std::fmt;
use std::net::SocketAddr;
use std::str::FromStr;

use tokio::net::lookup_host;

/// What `:8931` is short for the address of.
const LOOPBACK: &str = "127.0.0.1";

/// A host and a port, such as `127.0.0.1:8931`, `localhost:8931`, `[::1]:0`, or `:8931` for loopback. Port 0 stands for
/// any that is free.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    host: String,
    port: u16,
}

impl Address {
    /// The host as it was written, without brackets.
    pub(super) fn host(&self) -> &str {
        &self.host
    }

    /// The address to bind: where a name has several, the first of IPv4, which is what most clients try first.
    pub(super) async fn resolve(&self) -> std::io::Result<Option<SocketAddr>> {
        let found: Vec<SocketAddr> = lookup_host((self.host.as_str(), self.port))
            .await?
            .collect();
        let ipv4 = found.iter().find(|address| address.is_ipv4());
        Ok(ipv4.or(found.first()).copied())
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.host.contains(':') {
            write!(formatter, "[{}]:{}", self.host, self.port)
        } else {
            write!(formatter, "{}:{}", self.host, self.port)
        }
    }
}

/// Why a text is no address.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("write it as 127.0.0.1:8931, or :8931 for loopback; port 0 takes a free one")]
pub struct AddressError;

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let (host, port) = text.rsplit_once(':').ok_or(AddressError)?;
        let port = port.parse().map_err(|_| AddressError)?;
        let bracketed = host
            .strip_prefix('[')
            .and_then(|host| host.strip_suffix(']'));
        let host = match bracketed {
            Some(ipv6) => ipv6,
            None if host.is_empty() => LOOPBACK,
            None if host.contains(':') => return Err(AddressError),
            None => host,
        };
        if host.is_empty() || host.contains(['/', '@', '[', ']', ' ']) {
            return Err(AddressError);
        }
        Ok(Self {
            host: host.to_owned(),
            port,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_write_them() {
        for (written, meant) in [
            ("127.0.0.1:8931", "127.0.0.1:8931"),
            (":8931", "127.0.0.1:8931"),
            (":0", "127.0.0.1:0"),
            ("localhost:1", "localhost:1"),
            ("[::1]:1", "[::1]:1"),
            ("0.0.0.0:1", "0.0.0.0:1"),
        ] {
            let address: Address = written.parse().unwrap();
            assert_eq!(address.to_string(), meant);
        }
        for wrong in [
            "",
            "8931",
            "localhost",
            "::1:1",
            ":65536",
            ":-1",
            "http://a:1",
            "[]:1",
            "a b:1",
        ] {
            assert_eq!(wrong.parse::<Address>(), Err(AddressError), "{wrong}");
        }
    }

    #[tokio::test]
    async fn a_name_is_bound_by_its_address() {
        let address: Address = "localhost:7".parse().unwrap();
        let resolved = address.resolve().await.unwrap().unwrap();
        assert!(resolved.ip().is_loopback());
        assert_eq!(resolved.port(), 7);
    }
}
