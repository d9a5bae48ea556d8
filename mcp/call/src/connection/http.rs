//! MCP by streamable HTTP: the client for a URL, and what its errors mean.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;
use reqwest::redirect;
use rmcp::ServiceError;
use rmcp::service::ClientInitializeError;
use rmcp::transport::StreamableHttpClientTransport;
use rmcp::transport::common::client_side_sse::FixedInterval;
use rmcp::transport::streamable_http_client::{
    StreamableHttpClientTransportConfig, StreamableHttpError,
};
use url::Url;

use crate::connection::stdio::MAX_MESSAGE_BYTES;

/// How often a stream that broke is taken up again before its request has failed, and how long after each break.
const RECONNECTS: usize = 5;
const RECONNECT_AFTER: Duration = Duration::from_millis(500);

/// The most redirects that are followed.
const MAX_REDIRECTS: usize = 5;

/// A transport to `url` whose requests carry `headers`.
///
/// # Errors
/// Fails where a client cannot be made, such as for want of any certificate to trust.
pub(super) fn transport(
    url: &Url,
    headers: &HeaderMap,
) -> Result<StreamableHttpClientTransport<reqwest::Client>, String> {
    let mut client = reqwest::Client::builder().redirect(redirects());
    if url.scheme() == "http" {
        // To read the certificates of this machine takes longer than a call does. And a new connection for each request
        // costs nothing to speak of, while one whose last answer was not read to its end is slow; with TLS it is the
        // other way round.
        client = client.tls_certs_only([]).pool_max_idle_per_host(0);
    }
    let mut retries = FixedInterval::default();
    retries.max_times = Some(RECONNECTS);
    retries.duration = RECONNECT_AFTER;
    let mut config = StreamableHttpClientTransportConfig::with_uri(url.as_str());
    config.retry_config = Arc::new(retries);
    config.custom_headers = headers
        .iter()
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    config.max_json_response_size = MAX_MESSAGE_BYTES;
    config.max_sse_event_size = MAX_MESSAGE_BYTES;
    // A tool that was called is not called again behind the caller's back.
    config.reinit_on_expired_session = false;
    let client = client.build().map_err(|error| {
        let why = error.source().map_or_else(String::new, ToString::to_string);
        format!(
            "cannot be asked by TLS: {why}; install the certificates that this machine is to trust"
        )
    })?;
    Ok(StreamableHttpClientTransport::with_client(client, config))
}

/// Only to the same server, which is who the headers are meant for, and only those that keep the message.
fn redirects() -> redirect::Policy {
    redirect::Policy::custom(|attempt| {
        let keeps_message = matches!(attempt.status().as_u16(), 307 | 308);
        let same_server = attempt
            .previous()
            .first()
            .is_some_and(|first| first.origin() == attempt.url().origin());
        if keeps_message && same_server && attempt.previous().len() <= MAX_REDIRECTS {
            attempt.follow()
        } else {
            attempt.stop()
        }
    })
}

/// What is wrong with a server that could not be spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// There is no connection.
    Unreachable,
    /// Its certificate is not trusted.
    Untrusted,
    /// It does not take the credentials.
    Refused,
    /// Anything else.
    Other,
}

impl Trouble {
    /// What to do about it.
    pub(super) fn advice(self) -> &'static str {
        match self {
            Self::Unreachable => "start it, or correct its \"url\"",
            Self::Untrusted => "have this machine trust its certificate, such as by SSL_CERT_FILE",
            Self::Refused => "correct the credentials in its entry",
            Self::Other => {
                "see whether its \"url\" is the one for streamable HTTP, path included (often /mcp)"
            }
        }
    }
}

/// What a failed beginning of a session means; see [`explain`].
pub(super) fn explain_beginning(error: &ClientInitializeError) -> (Trouble, String) {
    match error {
        ClientInitializeError::TransportError { error, .. } => explain(error.error.as_ref()),
        ClientInitializeError::LegacyFallbackFailed { fallback, .. } => explain_beginning(fallback),
        ClientInitializeError::JsonRpcError(error) => {
            (Trouble::Other, format!("it answered: {}", error.message))
        }
        other => explain(other),
    }
}

/// What a request without an answer means; see [`explain`].
pub(super) fn explain_call(error: &ServiceError) -> (Trouble, String) {
    match error {
        ServiceError::TransportSend(error) => explain(error.error.as_ref()),
        other => explain(other),
    }
}

/// What an error of the transport means, and that in words that have no URL in them: it may be a secret.
fn explain(error: &(dyn Error + 'static)) -> (Trouble, String) {
    let mut trouble = Trouble::Other;
    let mut words: Vec<String> = Vec::new();
    let mut next = Some(error);
    while let Some(error) = next {
        next = error.source();
        if let Some(error) = error.downcast_ref::<reqwest::Error>() {
            if error.is_connect() {
                trouble = Trouble::Unreachable;
            }
            words.push(match error.status() {
                _ if error.is_connect() => "no connection".to_owned(),
                _ if error.is_timeout() => "no answer in time".to_owned(),
                Some(status) => format!("it answered {status}"),
                None => "the connection was lost".to_owned(),
            });
            continue;
        }
        match error.downcast_ref::<StreamableHttpError<reqwest::Error>>() {
            Some(StreamableHttpError::AuthRequired(_)) => {
                return (Trouble::Refused, "it answered 401 Unauthorized".to_owned());
            }
            Some(StreamableHttpError::InsufficientScope(_)) => {
                return (Trouble::Refused, "it answered 403 Forbidden".to_owned());
            }
            Some(StreamableHttpError::UnexpectedServerResponse(text)) => {
                if text.starts_with("HTTP 401") || text.starts_with("HTTP 403") {
                    trouble = Trouble::Refused;
                }
                return (trouble, format!("it answered: {text}"));
            }
            Some(StreamableHttpError::Client(error)) => {
                // It is no source of its own.
                next = Some(error);
                continue;
            }
            _ => {}
        }
        let said = error.to_string();
        if !words.iter().any(|word| word.contains(&said)) {
            words.push(said);
        }
    }
    let words = words.join(": ");
    if trouble == Trouble::Unreachable && words.contains("certificate") {
        trouble = Trouble::Untrusted;
    }
    (trouble, words)
}
