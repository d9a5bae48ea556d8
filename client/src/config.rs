//! Where the server is, who asks, and how patient the client is.

use std::env;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::Url;
use thiserror::Error;

use crate::retry::RetryPolicy;

/// How long one attempt may take, as in Prefect's own client.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(60);

/// How to reach a Prefect server.
///
/// [`Config::from_env`] reads Prefect's own variables:
///
/// | variable | meaning |
/// |---|---|
/// | `PREFECT_API_URL` | where the API is, with or without the trailing `/api`; required |
/// | `PREFECT_API_KEY` | a Prefect Cloud key, sent as a bearer token |
/// | `PREFECT_API_AUTH_STRING` | `user:password` of a server that asks for it, sent as Basic |
/// | `PREFECT_API_REQUEST_TIMEOUT` | seconds that one attempt may take (60) |
/// | `PREFECT_CLIENT_MAX_RETRIES` | how often a request is tried again (5) |
/// | `PREFECT_CLIENT_CSRF_SUPPORT_ENABLED` | whether to ask for CSRF tokens (true) |
#[derive(Debug, Clone)]
pub struct Config {
    pub(crate) api_url: Url,
    pub(crate) credentials: Option<Credentials>,
    pub(crate) timeout: Duration,
    pub(crate) retry: RetryPolicy,
    pub(crate) csrf: bool,
}

/// Who asks. Its `Debug` form shows no secret.
#[derive(Clone, PartialEq, Eq)]
pub enum Credentials {
    /// A Prefect Cloud API key.
    ApiKey(String),
    /// `user:password` of a self-hosted server.
    AuthString(String),
}

/// Why a configuration cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ConfigError {
    /// No server was named.
    #[error(
        "PREFECT_API_URL is not set; set it to the server's API, such as http://127.0.0.1:4220/api"
    )]
    MissingUrl,
    /// The server's URL is none.
    #[error(
        "PREFECT_API_URL is `{url}`, which is not a URL of a server ({reason}); write it like http://127.0.0.1:4220/api"
    )]
    InvalidUrl {
        /// What was given.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A variable holds no value that it could have.
    #[error("{variable} is `{value}`; set it to {expected}, or unset it")]
    InvalidValue {
        /// The variable.
        variable: &'static str,
        /// What it holds.
        value: String,
        /// What it may hold.
        expected: &'static str,
    },
    /// A credential has characters that no header can carry.
    #[error(
        "the credential in {variable} has characters that no HTTP header can carry; check it for line breaks"
    )]
    InvalidCredential {
        /// The variable.
        variable: &'static str,
    },
    /// The HTTP client could not be set up.
    #[error("the HTTP client could not be set up: {reason}")]
    Http {
        /// What went wrong.
        reason: String,
    },
}

impl Config {
    /// A configuration for the server of this URL, with Prefect's defaults.
    ///
    /// A URL without a path gets `/api`; one with a path, such as Prefect
    /// Cloud's, is taken as it is.
    pub fn new(api_url: &str) -> Result<Self, ConfigError> {
        Ok(Self {
            api_url: parse_api_url(api_url)?,
            credentials: None,
            timeout: DEFAULT_TIMEOUT,
            retry: RetryPolicy::default(),
            csrf: true,
        })
    }

    /// The configuration that the environment describes.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_env_or(DEFAULT_TIMEOUT, RetryPolicy::default())
    }

    /// The configuration that the environment describes, with this time for an attempt and this policy where it says
    /// nothing of them.
    pub fn from_env_or(timeout: Duration, retry: RetryPolicy) -> Result<Self, ConfigError> {
        Self::from_variables(|name| env::var(name).ok(), timeout, retry)
    }

    fn from_variables(
        variable: impl Fn(&str) -> Option<String>,
        timeout: Duration,
        retry: RetryPolicy,
    ) -> Result<Self, ConfigError> {
        let given = |name: &'static str| variable(name).filter(|value| !value.trim().is_empty());
        let mut config = Self::new(&given("PREFECT_API_URL").ok_or(ConfigError::MissingUrl)?)?
            .with_timeout(timeout)
            .with_retry(retry);
        config.credentials = given("PREFECT_API_KEY")
            .map(Credentials::ApiKey)
            .or_else(|| given("PREFECT_API_AUTH_STRING").map(Credentials::AuthString));
        if let Some(value) = given("PREFECT_API_REQUEST_TIMEOUT") {
            config.timeout = value
                .parse()
                .ok()
                .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
                .filter(|timeout| !timeout.is_zero())
                .ok_or(ConfigError::InvalidValue {
                    variable: "PREFECT_API_REQUEST_TIMEOUT",
                    value,
                    expected: "a number of seconds above 0",
                })?;
        }
        if let Some(value) = given("PREFECT_CLIENT_MAX_RETRIES") {
            config.retry.max_retries = value.parse().map_err(|_| ConfigError::InvalidValue {
                variable: "PREFECT_CLIENT_MAX_RETRIES",
                value,
                expected: "a whole number from 0",
            })?;
        }
        if let Some(value) = given("PREFECT_CLIENT_CSRF_SUPPORT_ENABLED") {
            config.csrf = match value.to_ascii_lowercase().as_str() {
                "true" | "1" | "yes" | "on" => true,
                "false" | "0" | "no" | "off" => false,
                _ => {
                    return Err(ConfigError::InvalidValue {
                        variable: "PREFECT_CLIENT_CSRF_SUPPORT_ENABLED",
                        value,
                        expected: "true or false",
                    });
                }
            };
        }
        Ok(config)
    }

    /// Asks with these credentials.
    #[must_use]
    pub fn with_credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = Some(credentials);
        self
    }

    /// Gives one attempt this long.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Tries again by this policy.
    #[must_use]
    pub fn with_retry(mut self, retry: RetryPolicy) -> Self {
        self.retry = retry;
        self
    }

    /// Where the API is, without a trailing slash.
    pub fn api_url(&self) -> &str {
        self.api_url.as_str().trim_end_matches('/')
    }
}

impl Credentials {
    /// The value of the `Authorization` header.
    pub(crate) fn header(&self) -> String {
        match self {
            Self::ApiKey(key) => format!("Bearer {key}"),
            Self::AuthString(pair) => format!("Basic {}", STANDARD.encode(pair)),
        }
    }

    /// The variable that they come from.
    pub(crate) fn variable(&self) -> &'static str {
        match self {
            Self::ApiKey(_) => "PREFECT_API_KEY",
            Self::AuthString(_) => "PREFECT_API_AUTH_STRING",
        }
    }
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Credentials({})", self.variable())
    }
}

fn parse_api_url(text: &str) -> Result<Url, ConfigError> {
    let invalid = |reason: String| ConfigError::InvalidUrl {
        url: text.to_owned(),
        reason,
    };
    let mut url: Url = text
        .trim()
        .parse()
        .map_err(|error| invalid(format!("{error}")))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(invalid("its scheme is neither http nor https".to_owned()));
    }
    url.set_query(None);
    url.set_fragment(None);
    let path = match url.path().trim_end_matches('/') {
        "" => "/api".to_owned(),
        path => path.to_owned(),
    };
    url.set_path(&path);
    Ok(url)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{Config, ConfigError, Credentials, DEFAULT_TIMEOUT, RetryPolicy};

    fn from(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let variables: HashMap<_, _> = variables.iter().copied().collect();
        Config::from_variables(
            |name| variables.get(name).map(|value| (*value).to_owned()),
            DEFAULT_TIMEOUT,
            RetryPolicy::none(),
        )
    }

    #[test]
    fn the_environment_goes_before_what_is_said_where_it_is_silent() {
        let url = ("PREFECT_API_URL", "http://localhost");
        let silent = from(&[url]).unwrap();
        assert_eq!(silent.retry, RetryPolicy::none());
        let said = from(&[url, ("PREFECT_CLIENT_MAX_RETRIES", "7")]).unwrap();
        assert_eq!(said.retry.max_retries, 7);
    }

    #[test]
    fn a_url_may_lack_the_api_path() {
        for (given, url) in [
            ("http://127.0.0.1:4220", "http://127.0.0.1:4220/api"),
            ("http://127.0.0.1:4220/", "http://127.0.0.1:4220/api"),
            ("http://127.0.0.1:4220/api/", "http://127.0.0.1:4220/api"),
            (
                "https://cloud.example/api/accounts/a/workspaces/w",
                "https://cloud.example/api/accounts/a/workspaces/w",
            ),
        ] {
            assert_eq!(Config::new(given).unwrap().api_url(), url);
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(from(&[]).unwrap_err(), ConfigError::MissingUrl);
        assert!(matches!(
            from(&[("PREFECT_API_URL", "127.0.0.1:4220")]),
            Err(ConfigError::InvalidUrl { .. })
        ));
        let error = from(&[
            ("PREFECT_API_URL", "http://localhost"),
            ("PREFECT_CLIENT_MAX_RETRIES", "many"),
        ])
        .unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("PREFECT_CLIENT_MAX_RETRIES is `many`"),
            "{error}"
        );
    }

    #[test]
    fn a_key_goes_before_an_auth_string_and_neither_is_shown() {
        let config = from(&[
            ("PREFECT_API_URL", "http://localhost"),
            ("PREFECT_API_KEY", "sesame"),
            ("PREFECT_API_AUTH_STRING", "user:password"),
        ])
        .unwrap();
        assert_eq!(
            config.credentials,
            Some(Credentials::ApiKey("sesame".to_owned()))
        );
        assert!(!format!("{config:?}").contains("sesame"));
        assert_eq!(
            Credentials::AuthString("user:password".to_owned()).header(),
            "Basic dXNlcjpwYXNzd29yZA=="
        );
    }
}
