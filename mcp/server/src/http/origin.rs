//! Names of hosts and origins of pages, as they are given on a command line.

use http::Uri;
use http::uri::Authority;

/// Hosts that a machine calls itself by.
pub(super) const LOOPBACK_HOSTS: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Reads the name of a host, with a port or without one.
pub(super) fn read_host(text: &str) -> Result<String, String> {
    let wrong = "write the name alone, such as mcp.example.com or mcp.example.com:8931";
    match text.parse::<Authority>() {
        Ok(authority) if !text.contains('@') && !authority.host().is_empty() => Ok(text.to_owned()),
        _ => Err(wrong.to_owned()),
    }
}

/// Reads the origin of a page. One without a port gets that of its scheme, because that is what it means.
pub(super) fn read_origin(text: &str) -> Result<String, String> {
    let wrong = || "write it as browsers do, such as https://app.example.com".to_owned();
    let uri: Uri = text.parse().map_err(|_| wrong())?;
    let authority = uri.authority().ok_or_else(wrong)?;
    if !matches!(uri.path(), "" | "/") || uri.query().is_some() || authority.as_str().contains('@')
    {
        return Err(wrong());
    }
    let scheme = uri.scheme_str().unwrap_or_default();
    let port = match (authority.port_u16(), scheme) {
        (Some(port), "http" | "https") => port,
        (None, "http") => 80,
        (None, "https") => 443,
        _ => return Err(wrong()),
    };
    Ok(format!("{scheme}://{}:{port}", authority.host()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_has_the_port_that_it_means() {
        for (given, meant) in [
            ("https://app.example.com", "https://app.example.com:443"),
            ("http://app.example.com/", "http://app.example.com:80"),
            ("http://localhost:3000", "http://localhost:3000"),
            ("http://[::1]:3000", "http://[::1]:3000"),
        ] {
            assert_eq!(read_origin(given).unwrap(), meant);
        }
        for wrong in ["", "*", "null", "app.example.com", "https://a/b", "ftp://a"] {
            assert!(read_origin(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_host_is_a_name_alone() {
        for right in ["mcp.example.com", "mcp.example.com:8931", "[fe80::1]"] {
            assert_eq!(read_host(right).unwrap(), right);
        }
        for wrong in ["", "http://a", "a/b", "user@a", "a b"] {
            assert!(read_host(wrong).is_err(), "{wrong}");
        }
    }
}
