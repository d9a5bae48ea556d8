//! Credentials that come with a request.
//!
//! A runner that is served over HTTP may have users who each have an account of their own at Prefect. Their requests
//! bring the credentials in headers, and these go before those of the runner's environment, for that request only.

use http::HeaderValue;
use http::request::Parts;
use prefect_rest::Credentials;
use rmcp::model::Extensions;

use crate::failure::Failure;

/// The header with a key of Prefect Cloud.
const API_KEY: &str = "X-Prefect-Api-Key";

/// The header with `user:password` of a self-hosted server.
const AUTH_STRING: &str = "X-Prefect-Api-Auth-String";

/// The credentials that a request brings, if it came over HTTP and brings some. A key goes before a password, as in the
/// environment.
///
/// # Errors
/// A header holds what is no text.
pub(crate) fn of_request(extensions: &Extensions) -> Result<Option<Credentials>, Failure> {
    let Some(parts) = extensions.get::<Parts>() else {
        return Ok(None);
    };
    let header = |name: &'static str| {
        let value = parts.headers.get(name).map(HeaderValue::to_str);
        match value.transpose() {
            Ok(value) => Ok(value.map(str::trim).filter(|value| !value.is_empty())),
            Err(_) => Err(Failure::CredentialHeader(name)),
        }
    };
    if let Some(key) = header(API_KEY)? {
        return Ok(Some(Credentials::ApiKey(key.to_owned())));
    }
    let pair = header(AUTH_STRING)?;
    Ok(pair.map(|pair| Credentials::AuthString(pair.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extensions(headers: &[(&'static str, &[u8])]) -> Extensions {
        let mut request = http::Request::new(());
        for (name, value) in headers {
            let value = HeaderValue::from_bytes(value).unwrap();
            request.headers_mut().insert(*name, value);
        }
        let mut extensions = Extensions::new();
        extensions.insert(request.into_parts().0);
        extensions
    }

    #[test]
    fn headers_hold_credentials() {
        fn of(headers: &[(&'static str, &[u8])]) -> Option<Credentials> {
            of_request(&extensions(headers)).unwrap()
        }
        let key: (&str, &[u8]) = ("x-prefect-api-key", b" sesame ");
        let pair: (&str, &[u8]) = ("x-prefect-api-auth-string", b"user:password");
        let api_key = Credentials::ApiKey("sesame".to_owned());
        assert_eq!(of(&[key, pair]), Some(api_key));
        let auth_string = Credentials::AuthString("user:password".to_owned());
        assert_eq!(of(&[("x-prefect-api-key", b" "), pair]), Some(auth_string));
        assert_eq!(of(&[]), None);
        assert_eq!(of_request(&Extensions::new()).unwrap(), None, "stdio");
    }

    #[test]
    fn a_header_that_is_no_text_is_named_and_not_quoted() {
        let failure = of_request(&extensions(&[("x-prefect-api-key", b"s\xe9same")])).unwrap_err();
        let words = format!("{:?}", failure.facts());
        assert!(words.contains("X-Prefect-Api-Key"), "{words}");
        assert!(!words.contains("same"), "{words}");
    }
}
