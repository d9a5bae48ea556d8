//! What whoever starts a server says about HTTP.

use std::env;
use std::net::{IpAddr, SocketAddr};

use super::address::Address;
use super::origin::{LOOPBACK_HOSTS, read_host, read_origin};
use super::token::Token;

/// The variable that holds the bearer token. There is no option for it: every user of a machine can read a command line.
pub const TOKEN_VARIABLE: &str = "MCP_SERVER_TOKEN";

/// What a command line says about HTTP.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Options {
    /// Serve MCP over HTTP at this address instead of on standard input and output, such as 127.0.0.1:8931, :8931 or,
    /// for any free port, :0; an address that others can reach asks for a token in MCP_SERVER_TOKEN
    #[arg(long, value_name = "ADDR")]
    pub http: Option<Address>,

    /// A further name that this server is reached by, beside loopback's and the address itself; may be given often
    #[arg(long, value_name = "NAME", requires = "http", value_parser = read_host)]
    pub http_allowed_host: Vec<String>,

    /// A further origin whose pages may ask, beside loopback's; may be given often
    #[arg(long, value_name = "ORIGIN", requires = "http", value_parser = read_origin)]
    pub http_allowed_origin: Vec<String>,
}

/// How MCP is to be served over HTTP.
#[derive(Debug, Clone)]
pub struct Config {
    address: Address,
    hosts: Vec<String>,
    origins: Vec<String>,
    pub(super) token: Option<Token>,
}

/// Why HTTP cannot be served as it is asked for.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The token could not be sent in a header.
    #[error(
        "{TOKEN_VARIABLE} has blanks or other than ASCII characters in it; set it to letters, digits and signs"
    )]
    Token,
    /// Anybody could ask this server.
    #[error(
        "{0} can be reached from other machines; set {TOKEN_VARIABLE} to a token that clients must send, or serve at \
         127.0.0.1"
    )]
    Unprotected(SocketAddr),
    /// The host's name stands for no address.
    #[error("{0} stands for no address; name one of this machine")]
    NoSuchHost(Address),
    /// The host's name could not be looked up.
    #[error("cannot look {0} up; name an address of this machine")]
    Lookup(Address, #[source] std::io::Error),
}

impl Config {
    /// What a command line and the environment ask for; nothing where no address is named. An empty token counts as
    /// none, because that is what hosts make of variables that are not set.
    ///
    /// # Errors
    /// The token could not be sent in a header.
    pub fn read(options: Options) -> Result<Option<Self>, ConfigError> {
        let token = env::var_os(TOKEN_VARIABLE).filter(|text| !text.is_empty());
        let token = token.map(|text| text.into_string().unwrap_or_default());
        Self::with_token(options, token.as_deref())
    }

    fn with_token(options: Options, token: Option<&str>) -> Result<Option<Self>, ConfigError> {
        let Some(address) = options.http else {
            return Ok(None);
        };
        let token = token
            .map(|text| Token::new(text).ok_or(ConfigError::Token))
            .transpose()?;
        Ok(Some(Self {
            address,
            hosts: options.http_allowed_host,
            origins: options.http_allowed_origin,
            token,
        }))
    }

    /// The address to listen at, if it is safe to.
    pub(super) async fn bindable_address(&self) -> Result<SocketAddr, ConfigError> {
        let address = || self.address.clone();
        let found = self
            .address
            .resolve()
            .await
            .map_err(|error| ConfigError::Lookup(address(), error))?
            .ok_or_else(|| ConfigError::NoSuchHost(address()))?;
        if found.ip().to_canonical().is_loopback() || self.token.is_some() {
            Ok(found)
        } else {
            Err(ConfigError::Unprotected(found))
        }
    }

    /// What a `Host` header may name, with any port, because a port may be forwarded: this machine, the address that is
    /// listened at, and what was given.
    pub(super) fn allowed_hosts(&self, bound: SocketAddr) -> Vec<String> {
        let bound = match bound.ip() {
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
        };
        let own = LOOPBACK_HOSTS.map(str::to_owned).into_iter();
        let written = self.address.host().to_owned();
        own.chain([bound, written])
            .chain(self.hosts.clone())
            .collect()
    }

    /// What an `Origin` header may name: pages of this machine, and what was given.
    pub(super) fn allowed_origins(&self) -> Vec<String> {
        let own = LOOPBACK_HOSTS
            .iter()
            .flat_map(|host| [format!("http://{host}:*"), format!("https://{host}:*")]);
        own.chain(self.origins.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(address: &str, token: Option<&str>) -> Config {
        let options = Options {
            http: Some(address.parse().unwrap()),
            ..Options::default()
        };
        Config::with_token(options, token).unwrap().unwrap()
    }

    #[test]
    fn without_an_address_there_is_no_http() {
        let none = Config::with_token(Options::default(), Some("token"));
        assert!(none.unwrap().is_none());
    }

    #[tokio::test]
    async fn an_address_that_others_reach_asks_for_a_token() {
        for address in ["127.0.0.1:0", "[::1]:0", "localhost:0", ":0", "127.9.9.9:0"] {
            assert!(config(address, None).bindable_address().await.is_ok());
        }
        for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
            let refused = config(address, None).bindable_address().await.unwrap_err();
            assert!(refused.to_string().contains(TOKEN_VARIABLE), "{refused}");
            let protected = config(address, Some("token"));
            assert!(protected.bindable_address().await.is_ok());
        }
    }

    #[test]
    fn a_token_that_no_header_can_carry_is_refused_and_not_shown() {
        let options = Options {
            http: Some(":0".parse().unwrap()),
            ..Options::default()
        };
        let refused = Config::with_token(options, Some("my secret")).unwrap_err();
        assert!(!refused.to_string().contains("my secret"));
    }
}
