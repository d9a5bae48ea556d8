//! Who asks: what the headers of a request tell of its client.

use std::ops::Deref;
use std::sync::Arc;

use http::header::{HOST, HeaderName, USER_AGENT};
use http::{HeaderMap, HeaderValue, StatusCode};
use prefect_mock_api::{Admission, ApiError, Operation};

use super::read_runs::ReadRuns;
use super::{PrefectServer, Sockets};
use crate::app::App;
use crate::domain::orchestration::{Client, Version};

/// The oldest version of the API that clients may speak.
const MINIMUM_API_VERSION: [i64; 3] = [0, 8, 0];

/// The header that says which version of the API a client speaks.
static API_VERSION: HeaderName = HeaderName::from_static("x-prefect-api-version");

/// The application as one request sees it.
#[derive(Clone)]
pub struct RequestScope {
    app: Arc<App>,
    sockets: Sockets,
    read_runs: Arc<ReadRuns>,
    client: Client,
    /// Where the client found the server: the `Host` header.
    host: Option<HeaderValue>,
}

impl RequestScope {
    /// The scope of whoever says nothing of himself.
    pub fn new(app: Arc<App>, sockets: Sockets) -> Self {
        Self {
            app,
            sockets,
            read_runs: Arc::default(),
            client: Client::default(),
            host: None,
        }
    }

    /// The open sockets.
    pub(super) fn sockets(&self) -> &Sockets {
        &self.sockets
    }

    /// What was answered of flow runs.
    pub(super) fn read_runs(&self) -> &ReadRuns {
        &self.read_runs
    }

    /// Who asks.
    pub(super) fn client(&self) -> Client {
        self.client
    }

    /// The URL under which the client reached the server, with a slash at its end.
    pub(super) fn base_url(&self) -> String {
        let host = self.host.as_ref().and_then(|host| host.to_str().ok());
        format!("http://{}/", host.unwrap_or("localhost"))
    }
}

impl Deref for RequestScope {
    type Target = App;

    fn deref(&self) -> &App {
        &self.app
    }
}

impl Admission for PrefectServer {
    /// Refuses clients that are too old, except where they ask whether the server is
    /// there and which version it is.
    fn admit(
        scope: &RequestScope,
        operation: Operation,
        headers: &HeaderMap,
    ) -> Result<RequestScope, ApiError> {
        let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let api_version = text(&API_VERSION).filter(|version| !version.is_empty());
        if let Some(version) = api_version
            && !matches!(operation, Operation::HealthCheck | Operation::ServerVersion)
        {
            check_api_version(version)?;
        }
        Ok(RequestScope {
            client: Client {
                version: text(&USER_AGENT).and_then(client_version),
                api_version: api_version.and_then(|version| version.parse().ok()),
            },
            host: headers.get(HOST).cloned(),
            ..scope.clone()
        })
    }
}

fn check_api_version(version: &str) -> Result<(), ApiError> {
    let mut numbers = version.split('.').map(|number| number.trim().parse().ok());
    let mut next = || numbers.next().flatten();
    let three: [Option<i64>; 3] = [next(), next(), next()];
    let refused = match (three, numbers.next()) {
        ([Some(major), Some(minor), Some(patch)], None)
            if [major, minor, patch] >= MINIMUM_API_VERSION =>
        {
            return Ok(());
        }
        ([Some(_), Some(_), Some(_)], None) => {
            let minimum = MINIMUM_API_VERSION.map(|number| number.to_string());
            format!(
                "The request specified API version {version} but this server requires version {} \
                 or higher.",
                minimum.join(".")
            )
        }
        // There is no space after the full stop on Prefect either.
        _ => format!(
            "Invalid X-PREFECT-API-VERSION header format.Expected header in format 'x.y.z' but \
             received {version}"
        ),
    };
    Err(ApiError::detail(StatusCode::BAD_REQUEST, refused))
}

/// The version of Prefect in a user agent such as `prefect/3.8.8 (API 0.8.4)`.
fn client_version(user_agent: &str) -> Option<Version> {
    let (before, api) = user_agent.strip_prefix("prefect/")?.rsplit_once(' ')?;
    let version = before.strip_suffix(" (API")?;
    let is_prefects = api
        .strip_suffix(')')
        .is_some_and(|api| !api.is_empty() && !api.contains(char::is_whitespace));
    version.parse().ok().filter(|_| is_prefects)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture::Fixture;
    use serde_json::json;

    fn admit(headers: &[(&'static str, &str)], operation: Operation) -> Result<Client, ApiError> {
        let scope = RequestScope::new(Fixture::new().app, Sockets::default());
        let headers = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect();
        PrefectServer::admit(&scope, operation, &headers).map(|scope| scope.client())
    }

    /// As a real server took these versions.
    #[test]
    fn clients_must_not_be_too_old() {
        let ask = |version| admit(&[(API_VERSION.as_str(), version)], Operation::ReadFlowRun);
        for version in ["0.8.0", "0.8.4", "99.0.0", ""] {
            assert!(ask(version).is_ok(), "{version}");
        }
        for version in ["0.7.0", "0.7.9", "-1.0.0"] {
            let expected = format!(
                "The request specified API version {version} but this server requires version \
                 0.8.0 or higher."
            );
            let refused = ask(version).unwrap_err();
            assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
            assert_eq!(refused.body(), json!({ "detail": expected }).to_string());
        }
        for version in ["x", "0.8", "0.8.4.1", "0.8.4rc1"] {
            let expected = format!(
                "Invalid X-PREFECT-API-VERSION header format.Expected header in format 'x.y.z' \
                 but received {version}"
            );
            let refused = ask(version).unwrap_err();
            assert_eq!(refused.body(), json!({ "detail": expected }).to_string());
        }
        let old = [(API_VERSION.as_str(), "0.7.0")];
        assert!(admit(&old, Operation::HealthCheck).is_ok());
        assert!(admit(&old, Operation::ServerVersion).is_ok());
        assert!(admit(&old, Operation::ReadVersion).is_err());
    }

    #[test]
    fn prefects_own_clients_are_known_by_their_version() {
        let client = |agent| {
            let headers = [("user-agent", agent), (API_VERSION.as_str(), "0.8.4")];
            admit(&headers, Operation::ReadFlowRun).unwrap()
        };
        let prefect = client("prefect/3.8.8 (API 0.8.4)");
        assert_eq!(prefect.version, Some(Version::new(3, 8, 8)));
        assert_eq!(prefect.api_version, Some(Version::new(0, 8, 4)));
        assert!(client("prefect/3.0.0rc20 (API 0.8.4)").version.is_some());
        for agent in [
            "python-httpx/0.28.1",
            "prefect/3.8.8",
            "prefect/x (API 0.8.4)",
            "prefect/3.8.8 (API )",
            "prefect/3.8.8 (API 0.8.4) more",
        ] {
            assert_eq!(client(agent).version, None, "{agent}");
        }
        assert_eq!(admit(&[], Operation::Hello).unwrap(), Client::default());
    }
}
