//! What whoever starts a planner tells it.

use std::fmt;

use url::Url;

/// The variable that names the endpoint.
pub const MODEL_URL_VARIABLE: &str = "PREFECT_PLANNER_MODEL_URL";
/// The variable that names the model at the endpoint.
pub const MODEL_VARIABLE: &str = "PREFECT_PLANNER_MODEL";
/// The variable that holds the endpoint's key.
pub const API_KEY_VARIABLE: &str = "PREFECT_PLANNER_API_KEY";

/// How many bytes a model's first prompt may take unless something else is said: about 16,000 tokens.
pub const DEFAULT_MAX_PROMPT_BYTES: usize = 64_000;

/// The least that a prompt can be bounded to, in bytes: the rules of a plan, a short task, and a few tools.
pub const MIN_MAX_PROMPT_BYTES: usize = 8_000;

/// How many bytes the key is long that seals the state of calls.
pub const STATE_KEY_BYTES: usize = 32;

/// A planner's settings.
#[derive(Clone)]
pub struct Config {
    /// A model of the planner's own, for clients that have none to offer.
    pub endpoint: Option<EndpointConfig>,
    /// How many bytes a model's first prompt may take, from [`MIN_MAX_PROMPT_BYTES`].
    pub max_prompt_bytes: usize,
    /// The secret that seals the state which a client carries from one round of a call to the next. A call that was
    /// begun under another key cannot be gone on with, so it is drawn once for each process.
    pub state_key: [u8; STATE_KEY_BYTES],
}

impl Config {
    /// Settings without an endpoint.
    pub fn new(state_key: [u8; STATE_KEY_BYTES]) -> Self {
        Self {
            endpoint: None,
            max_prompt_bytes: DEFAULT_MAX_PROMPT_BYTES,
            state_key,
        }
    }
}

/// An endpoint that speaks OpenAI's chat completions.
#[derive(Clone)]
pub struct EndpointConfig {
    /// Where completions are asked for: the whole address.
    pub(crate) completions: Url,
    /// The model's name there.
    pub(crate) model: String,
    /// The key, sent as a bearer token.
    pub(crate) api_key: Option<String>,
}

impl EndpointConfig {
    /// An endpoint from what its user knows of it. Empty texts count as absent, because that is what hosts make of
    /// variables that are not set.
    ///
    /// `base_url` may be the server's address, that of its API (`…/v1`), or that of its completions.
    ///
    /// # Errors
    /// The URL is none, or is not of http or https; or a model is missing.
    pub fn read(
        base_url: Option<&str>,
        model: Option<&str>,
        api_key: Option<&str>,
    ) -> Result<Option<Self>, ConfigError> {
        let given = |text: Option<&str>| {
            text.map(str::trim)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        let Some(base_url) = given(base_url) else {
            return Ok(None);
        };
        Ok(Some(Self {
            completions: completions(&base_url)?,
            model: given(model).ok_or(ConfigError::NoModel)?,
            api_key: given(api_key),
        }))
    }
}

/// The key is not for any log.
impl fmt::Debug for EndpointConfig {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("EndpointConfig")
            .field("completions", &self.completions.as_str())
            .field("model", &self.model)
            .finish_non_exhaustive()
    }
}

/// Why a planner cannot be started as it is told.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The endpoint's URL cannot be read.
    #[error(
        "{MODEL_URL_VARIABLE} is no URL ({0}); set it to something like https://api.example.com/v1"
    )]
    NoUrl(#[from] url::ParseError),
    /// The endpoint's URL is not of HTTP.
    #[error(
        "{MODEL_URL_VARIABLE} begins with {0}:, and only http: and https: can be asked; change its beginning"
    )]
    NotHttp(String),
    /// There is an endpoint, and no model is named.
    #[error(
        "{MODEL_URL_VARIABLE} is set and {MODEL_VARIABLE} is not; set it to the name of a model there"
    )]
    NoModel,
}

/// The address of completions: `chat/completions` below the API's base, which is `/v1` where the URL has no path.
fn completions(base_url: &str) -> Result<Url, ConfigError> {
    let mut url = Url::parse(base_url)?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(ConfigError::NotHttp(url.scheme().to_owned()));
    }
    let path = url.path().trim_end_matches('/').to_owned();
    let path = match path.as_str() {
        "" => "/v1/chat/completions".to_owned(),
        whole if whole.ends_with("/chat/completions") => whole.to_owned(),
        base => format!("{base}/chat/completions"),
    };
    url.set_path(&path);
    url.set_fragment(None);
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_usual_base_url_leads_to_the_completions() {
        for (base, whole) in [
            (
                "http://localhost:11434",
                "http://localhost:11434/v1/chat/completions",
            ),
            (
                "http://localhost:11434/",
                "http://localhost:11434/v1/chat/completions",
            ),
            (
                "https://a.example/v1",
                "https://a.example/v1/chat/completions",
            ),
            (
                "https://a.example/v1/",
                "https://a.example/v1/chat/completions",
            ),
            (
                "https://a.example/v1/chat/completions",
                "https://a.example/v1/chat/completions",
            ),
            (
                "https://a.example/api/v3/",
                "https://a.example/api/v3/chat/completions",
            ),
            (
                "https://a.example/deployments/x?api-version=1",
                "https://a.example/deployments/x/chat/completions?api-version=1",
            ),
        ] {
            assert_eq!(completions(base).unwrap().as_str(), whole);
        }
    }

    #[test]
    fn half_an_endpoint_is_refused_with_what_to_set() {
        assert!(
            EndpointConfig::read(None, Some("m"), Some("k"))
                .unwrap()
                .is_none()
        );
        assert!(
            EndpointConfig::read(Some(" "), None, None)
                .unwrap()
                .is_none()
        );
        let error = |url| {
            EndpointConfig::read(Some(url), Some(""), None)
                .unwrap_err()
                .to_string()
        };
        assert!(error("http://a").contains(MODEL_VARIABLE));
        assert!(error("localhost:80").contains("begins with localhost"));
        assert!(error("nonsense").contains("is no URL"));
    }

    #[test]
    fn a_key_is_never_shown() {
        let config = EndpointConfig::read(Some("http://a"), Some("m"), Some("secret-key")).unwrap();
        assert!(!format!("{config:?}").contains("secret-key"));
    }
}
