//! What is read of an answer before it is handed on.

use bytes::Bytes;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Response, ResponseBuilderExt as _, StatusCode};

/// What a server says of a CSRF token that it does not accept.
const INVALID_TOKEN: &str = "Invalid CSRF token";

/// A response whose body has come, if it is JSON. An answer that breaks off is as good as none: whoever asks has to ask
/// again. Other bodies may be long, and are handed on as they come.
///
/// # Errors
/// The answer breaks off, or takes too long.
pub(crate) async fn whole(response: Response) -> reqwest::Result<Response> {
    let is_json = response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("application/json"));
    if is_json {
        Ok(read(response).await?.1)
    } else {
        Ok(response)
    }
}

/// Whether a response refuses the CSRF token, and the response as it was.
///
/// The body of a 403 has to be read to tell; other responses are not touched.
pub(crate) async fn refuses_token(response: Response) -> reqwest::Result<(bool, Response)> {
    if response.status() != StatusCode::FORBIDDEN {
        return Ok((false, response));
    }
    let (body, response) = read(response).await?;
    let refused = String::from_utf8_lossy(&body).contains(INVALID_TOKEN);
    Ok((refused, response))
}

/// The body of a response, and the response as it was. They share the body's bytes.
async fn read(mut response: Response) -> reqwest::Result<(Bytes, Response)> {
    // With its URL: a response without is given one that has to be parsed.
    let rebuilt = http::Response::builder().url(response.url().clone());
    let mut rebuilt = rebuilt.body(Bytes::new()).unwrap_or_default();
    *rebuilt.status_mut() = response.status();
    *rebuilt.version_mut() = response.version();
    std::mem::swap(rebuilt.headers_mut(), response.headers_mut());
    let body = response.bytes().await?;
    rebuilt.body_mut().clone_from(&body);
    Ok((body, Response::from(rebuilt)))
}
