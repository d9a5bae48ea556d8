//! What a server's environment has, beside what its entry lists.
//!
//! It is the list of the MCP SDKs, and what a program needs to find its language, its time zone and its way through a
//! proxy. Nothing else of this process's environment is handed on: a worker has `PREFECT_API_KEY` in it, and a tool
//! gets that only where the configuration says so.

use std::ffi::OsString;

/// Variables that every server gets.
#[cfg(unix)]
const HANDED_ON: [&str; 22] = [
    "HOME",
    "LOGNAME",
    "PATH",
    "SHELL",
    "TERM",
    "USER",
    "LANG",
    "TZ",
    "TMPDIR",
    // The way through a proxy; in small letters they are as common.
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "ALL_PROXY",
    "http_proxy",
    "https_proxy",
    "no_proxy",
    "all_proxy",
    // Whom to trust.
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "NODE_EXTRA_CA_CERTS",
];

/// Variables that every server gets.
#[cfg(not(unix))]
const HANDED_ON: [&str; 27] = [
    "APPDATA",
    "COMSPEC",
    "HOMEDRIVE",
    "HOMEPATH",
    "LOCALAPPDATA",
    "PATH",
    "PATHEXT",
    "PROCESSOR_ARCHITECTURE",
    "PROGRAMFILES",
    "SYSTEMDRIVE",
    "SYSTEMROOT",
    "TEMP",
    "TMP",
    "USERNAME",
    "USERPROFILE",
    "WINDIR",
    "LANG",
    "TZ",
    // The way through a proxy.
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "ALL_PROXY",
    // Whom to trust.
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "NODE_EXTRA_CA_CERTS",
];

/// How the names of the other variables begin that every server gets: the parts of a language.
const LANGUAGE_PREFIX: &str = "LC_";

/// What of `all` a server gets. A value that begins with `()` is a shell's function and never handed on, as in the SDKs.
pub(crate) fn handed_on(
    all: impl Iterator<Item = (OsString, OsString)>,
) -> impl Iterator<Item = (OsString, OsString)> {
    all.filter(|(name, value)| {
        let Some(name) = name.to_str() else {
            return false;
        };
        let listed = HANDED_ON
            .iter()
            .any(|known| *known == name || (cfg!(windows) && known.eq_ignore_ascii_case(name)));
        (listed || name.starts_with(LANGUAGE_PREFIX))
            && !value.as_encoded_bytes().starts_with(b"()")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_listed_is_handed_on() {
        let all = [
            ("PATH", "/bin"),
            ("LC_TIME", "C"),
            ("PREFECT_API_KEY", "canary"),
            ("PATHOLOGY", "x"),
            ("LANG", "() { :; }"),
            ("PYTHONPATH", "/x"),
        ];
        let all = all.map(|(name, value)| (OsString::from(name), OsString::from(value)));
        let names: Vec<OsString> = handed_on(all.into_iter()).map(|(name, _)| name).collect();
        assert_eq!(names, ["PATH", "LC_TIME"]);
    }
}
