//! The bearer token that clients have to know.

use std::fmt;

use http::HeaderMap;
use http::header::AUTHORIZATION;
use subtle::ConstantTimeEq as _;

/// What the header's value begins with, in whatever case.
const SCHEME: &str = "bearer ";

/// A token, which is never shown.
#[derive(Clone)]
pub(super) struct Token(String);

/// Whether a request knows the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Knows {
    Token,
    AnotherToken,
    Nothing,
}

impl Token {
    /// A token of this text, unless it is empty or could not be sent in a header.
    pub(super) fn new(text: &str) -> Option<Self> {
        let sendable = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        sendable.then(|| Self(text.to_owned()))
    }

    /// What a request with these headers knows. Takes as long for a wrong token as for the right one, so that it cannot
    /// be guessed letter by letter; only its length shows.
    pub(super) fn is_known_by(&self, headers: &HeaderMap) -> Knows {
        let Some(value) = headers.get(AUTHORIZATION) else {
            return Knows::Nothing;
        };
        let value = value.as_bytes();
        let Some((scheme, sent)) = value.split_at_checked(SCHEME.len()) else {
            return Knows::Nothing;
        };
        if !scheme.eq_ignore_ascii_case(SCHEME.as_bytes()) {
            return Knows::Nothing;
        }
        if bool::from(sent.trim_ascii().ct_eq(self.0.as_bytes())) {
            Knows::Token
        } else {
            Knows::AnotherToken
        }
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn known(value: Option<&str>) -> Knows {
        let mut headers = HeaderMap::new();
        if let Some(value) = value {
            headers.insert(AUTHORIZATION, HeaderValue::from_str(value).unwrap());
        }
        Token::new("s3cret").unwrap().is_known_by(&headers)
    }

    #[test]
    fn only_the_whole_token_is_the_token() {
        for right in ["Bearer s3cret", "bearer s3cret", "BEARER  s3cret"] {
            assert_eq!(known(Some(right)), Knows::Token, "{right}");
        }
        for wrong in [
            "Bearer s3cre",
            "Bearer s3cret1",
            "Bearer S3cret",
            "Bearer x",
        ] {
            assert_eq!(known(Some(wrong)), Knows::AnotherToken, "{wrong}");
        }
        for none in ["s3cret", "Basic s3cret", "", "Bearer"] {
            assert_eq!(known(Some(none)), Knows::Nothing, "{none}");
        }
        assert_eq!(known(None), Knows::Nothing);
    }

    #[test]
    fn a_token_is_never_shown_and_can_be_sent() {
        let token = Token::new("s3cret").unwrap();
        assert!(!format!("{token:?}").contains("s3cret"));
        for unsendable in ["", "two words", "line\n", "ünicode"] {
            assert!(Token::new(unsendable).is_none());
        }
    }
}
