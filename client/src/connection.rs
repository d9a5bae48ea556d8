//! What happens to a request between an operation and the wire.

use std::sync::Arc;
use std::time::Instant;

use backon::Retryable;
use chrono::{DateTime, Utc};
use progenitor_client::{ClientHooks, OperationInfo};
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Request, Response};
use uuid::Uuid;

use crate::Client;
use crate::answer::{refuses_token, whole};
use crate::config::{Config, ConfigError, Credentials};
use crate::csrf::Csrf;
use crate::retry::{RetryPolicy, is_connection_fault, is_transient, is_turned_away};

/// The version of the API that the document describes, as Prefect's own client sends it.
const API_VERSION: &str = "0.8.4";

/// What a client knows of its server beyond the URL.
#[derive(Debug, Clone)]
pub struct Connection {
    retry: RetryPolicy,
    csrf: Arc<Csrf>,
    authorization: Option<HeaderValue>,
}

/// One attempt that may be worth another.
enum Failure {
    Answered(Response),
    Unanswered(reqwest::Error),
}

impl Client {
    /// A client for the server that the environment names; see [`Config::from_env`].
    ///
    /// # Errors
    ///
    /// Fails when the environment names no server, or names it in a way that
    /// cannot be used. No request is made.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_config(&Config::from_env()?)
    }

    /// A client for one server. It keeps its connections open between requests
    /// and can be shared by reference.
    ///
    /// # Errors
    ///
    /// Fails when a credential cannot be sent. No request is made.
    pub fn from_config(config: &Config) -> Result<Self, ConfigError> {
        let mut headers = HeaderMap::new();
        headers.insert(
            HeaderName::from_static("x-prefect-api-version"),
            HeaderValue::from_static(API_VERSION),
        );
        let http = reqwest::Client::builder()
            .default_headers(headers)
            .user_agent(concat!("prefect-rest/", env!("CARGO_PKG_VERSION")))
            .timeout(config.timeout)
            .build()
            .map_err(|error| ConfigError::Http {
                reason: error.to_string(),
            })?;
        let connection = Connection {
            retry: config.retry.clone(),
            csrf: Arc::new(Csrf::new(random_id(), config.csrf)),
            authorization: config.credentials.as_ref().map(authorization).transpose()?,
        };
        Ok(Self::new_with_client(config.api_url(), http, connection))
    }

    /// This client with other credentials: of the same server, and with the same open connections.
    ///
    /// # Errors
    ///
    /// Fails when the credentials cannot be sent. No request is made.
    pub fn with_credentials(&self, credentials: &Credentials) -> Result<Self, ConfigError> {
        let connection = Connection {
            authorization: Some(authorization(credentials)?),
            ..self.inner.clone()
        };
        Ok(Self::new_with_client(
            &self.baseurl,
            self.client.clone(),
            connection,
        ))
    }

    /// Where the API is, without a trailing slash.
    pub fn api_url(&self) -> &str {
        &self.baseurl
    }

    async fn attempt(&self, mut request: Request) -> Result<Response, Failure> {
        if let Some(authorization) = &self.inner.authorization {
            request
                .headers_mut()
                .insert(AUTHORIZATION, authorization.clone());
        }
        self.inner
            .csrf
            .sign(&self.client, &self.baseurl, now(), &mut request)
            .await
            .map_err(Failure::Unanswered)?;
        let response = self
            .client
            .execute(request)
            .await
            .map_err(Failure::Unanswered)?;
        let response = whole(response).await.map_err(Failure::Unanswered)?;
        let (refused, response) = refuses_token(response).await.map_err(Failure::Unanswered)?;
        if refused {
            self.inner.csrf.forget().await;
        }
        if refused || is_transient(response.status()) {
            Err(Failure::Answered(response))
        } else {
            Ok(response)
        }
    }
}

impl ClientHooks<Connection> for Client {
    async fn exec(&self, request: Request, _: &OperationInfo) -> reqwest::Result<Response> {
        let retry = &self.inner.retry;
        let started = Instant::now();
        let attempt = async || self.attempt(copy(&request)).await;
        let outcome = attempt
            .retry(retry.backoff())
            .when(|failure| match failure {
                Failure::Answered(_) => true,
                Failure::Unanswered(error) if is_turned_away(error) => {
                    started.elapsed() < retry.longest_refusal
                }
                Failure::Unanswered(error) => is_connection_fault(error),
            })
            .adjust(|failure, wait| match (failure, wait) {
                (Failure::Answered(response), Some(wait)) => {
                    Some(retry.asked_wait(response, now()).unwrap_or(wait))
                }
                (_, wait) => wait,
            })
            .await;
        match outcome {
            Ok(response) | Err(Failure::Answered(response)) => Ok(response),
            Err(Failure::Unanswered(error)) => Err(error),
        }
    }
}

/// The header that says who asks.
fn authorization(credentials: &Credentials) -> Result<HeaderValue, ConfigError> {
    let mut value = HeaderValue::from_str(&credentials.header()).map_err(|_| {
        ConfigError::InvalidCredential {
            variable: credentials.variable(),
        }
    })?;
    value.set_sensitive(true);
    Ok(value)
}

/// A request to send, leaving one for the next attempt. Bodies are shared, not
/// copied: every operation's body is in memory.
fn copy(request: &Request) -> Request {
    request.try_clone().unwrap_or_else(|| {
        let mut copy = Request::new(request.method().clone(), request.url().clone());
        *copy.headers_mut() = request.headers().clone();
        copy
    })
}

#[expect(clippy::disallowed_methods, reason = "a client's own ids need no seed")]
fn random_id() -> Uuid {
    Uuid::new_v4()
}

#[expect(
    clippy::disallowed_methods,
    reason = "what a server says of time is about this clock"
)]
fn now() -> DateTime<Utc> {
    Utc::now()
}
