//! CSRF tokens, which a server may ask for on every change.

use chrono::{DateTime, Utc};
use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};
use reqwest::{Request, StatusCode};
use serde::Deserialize;
use tokio::sync::Mutex;
use uuid::Uuid;

/// The header that carries a token.
const TOKEN: HeaderName = HeaderName::from_static("prefect-csrf-token");
/// The header that says whose token it is.
const CLIENT: HeaderName = HeaderName::from_static("prefect-csrf-client");

/// The client's token, fetched before its first change and when it has run out.
#[derive(Debug)]
pub(crate) struct Csrf {
    client: Uuid,
    state: Mutex<State>,
}

#[derive(Debug, Clone)]
enum State {
    /// Not asked yet, or to be asked again.
    Unknown,
    /// The server wants none.
    Off,
    /// The server gave this one.
    Token {
        value: HeaderValue,
        expires: DateTime<Utc>,
    },
}

/// What the server answers with a token.
#[derive(Deserialize)]
struct Grant {
    token: String,
    expiration: DateTime<Utc>,
}

impl Csrf {
    pub(crate) fn new(client: Uuid, enabled: bool) -> Self {
        Self {
            client,
            state: Mutex::new(if enabled { State::Unknown } else { State::Off }),
        }
    }

    /// Puts a token on a request, if it is a change and the server wants one. Who asks for the token is who makes the
    /// request.
    ///
    /// Requests wait for one another here while the first of them fetches.
    pub(crate) async fn sign(
        &self,
        http: &reqwest::Client,
        api_url: &str,
        now: DateTime<Utc>,
        request: &mut Request,
    ) -> reqwest::Result<()> {
        if request.method().is_safe() {
            return Ok(());
        }
        let mut state = self.state.lock().await;
        let is_stale = match &*state {
            State::Unknown => true,
            State::Off => false,
            State::Token { expires, .. } => *expires <= now,
        };
        if is_stale {
            let who = request.headers().get(AUTHORIZATION);
            *state = self.fetch(http, api_url, who).await?;
        }
        if let State::Token { value, .. } = &*state {
            request.headers_mut().insert(TOKEN, value.clone());
            if let Ok(client) = HeaderValue::from_str(&self.client.to_string()) {
                request.headers_mut().insert(CLIENT, client);
            }
        }
        Ok(())
    }

    /// Forgets the token, so that the next change asks for another.
    pub(crate) async fn forget(&self) {
        *self.state.lock().await = State::Unknown;
    }

    async fn fetch(
        &self,
        http: &reqwest::Client,
        api_url: &str,
        who: Option<&HeaderValue>,
    ) -> reqwest::Result<State> {
        let url = format!("{api_url}/csrf-token?client={}", self.client);
        let mut request = http.get(url);
        if let Some(who) = who {
            request = request.header(AUTHORIZATION, who.clone());
        }
        let response = request.send().await?;
        // A server without CSRF protection answers 422, an old one 404. Any
        // other failure is left to show on the request itself.
        let status = response.status();
        if !status.is_success() {
            // Read to its end, so that its connection serves the next request.
            response.bytes().await?;
            return Ok(match status {
                StatusCode::NOT_FOUND | StatusCode::UNPROCESSABLE_ENTITY => State::Off,
                _ => State::Unknown,
            });
        }
        let grant: Grant = response.json().await?;
        Ok(match HeaderValue::from_str(&grant.token) {
            Ok(value) => State::Token {
                value,
                expires: grant.expiration,
            },
            Err(_) => State::Unknown,
        })
    }
}
