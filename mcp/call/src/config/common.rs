//! The form of an entry that most hosts read, with the variables of Claude Code.

use std::path::PathBuf;

use http::{HeaderMap, HeaderName, HeaderValue};
use indexmap::IndexMap;
use url::Url;

use crate::config::entry::{Entry, check_command, check_variable};
use crate::config::error::Problem;
use crate::config::variables::{Lookup, anywhere};
use crate::config::{Command, Endpoint};
use crate::secrets::Secrets;

/// Headers that belong to the transport.
const RESERVED_HEADERS: [&str; 4] = [
    "accept",
    "last-event-id",
    "mcp-protocol-version",
    "mcp-session-id",
];

/// How the server of this entry is reached.
pub(super) fn endpoint(
    entry: Entry<'_>,
    folder: Option<PathBuf>,
    lookup: Lookup<'_>,
    secrets: &mut Secrets,
) -> Result<Endpoint, Problem> {
    let kind = match entry.filled("type")? {
        Some(kind) => Some(kind),
        None => entry.filled("transport")?,
    };
    match kind {
        Some("stdio") => stdio(entry, folder, lookup, secrets),
        Some("http" | "streamable-http" | "streamable_http" | "streamableHttp") => {
            http(entry, lookup, secrets)
        }
        Some("sse") => Err(legacy_sse()),
        Some(_) => Err(Problem::new(
            "its \"type\" is neither \"stdio\" nor \"http\"",
        )),
        None if entry.get("command").is_some() => stdio(entry, folder, lookup, secrets),
        None if entry.get("url").is_some() => http(entry, lookup, secrets),
        None => Err(Problem::new(
            "it has neither \"command\" nor \"url\"; write one of them",
        )),
    }
}

fn stdio(
    entry: Entry<'_>,
    folder: Option<PathBuf>,
    lookup: Lookup<'_>,
    secrets: &mut Secrets,
) -> Result<Endpoint, Problem> {
    let command = entry.text("command").map_err(|_| {
        Problem::new("its \"command\" is not a text; write the program there, and its arguments into \"args\"")
    })?;
    let command = command.ok_or_else(|| Problem::new("it has no \"command\"; write one"))?;
    let program = expand(command, lookup, secrets)?;
    let arguments = entry
        .texts("args")?
        .into_iter()
        .map(|argument| expand(argument, lookup, secrets))
        .collect::<Result<Vec<String>, Problem>>()?;
    check_command(&program, &arguments)?;

    let mut environment = IndexMap::new();
    for (name, value) in entry.members("env")? {
        let value = expand(value, lookup, secrets)?;
        secrets.add_variable(name, &value);
        check_variable(name, &value)?;
        environment.insert(name.to_owned(), value);
    }
    Ok(Endpoint::Stdio(Command {
        program,
        arguments,
        folder,
        environment,
    }))
}

fn http(entry: Entry<'_>, lookup: Lookup<'_>, secrets: &mut Secrets) -> Result<Endpoint, Problem> {
    let address = entry
        .filled("url")?
        .ok_or_else(|| Problem::new("it has no \"url\"; write one"))?;
    let url = url(&expand(address, lookup, secrets)?, secrets)?;
    let mut headers = HeaderMap::new();
    for (name, value) in entry.members("headers")? {
        let value = expand(value, lookup, secrets)?;
        headers.insert(header_name(name)?, header_value(name, &value, secrets)?);
    }
    Ok(Endpoint::Http { url, headers })
}

fn expand(value: &str, lookup: Lookup<'_>, secrets: &mut Secrets) -> Result<String, Problem> {
    let expanded = anywhere(value, lookup)?;
    for (name, value) in &expanded.used {
        secrets.add_used(name, value);
    }
    Ok(expanded.text)
}

/// Reads a URL that can be asked.
pub(super) fn url(text: &str, secrets: &mut Secrets) -> Result<Url, Problem> {
    let url = Url::parse(text.trim())
        .map_err(|error| Problem::new(format!("its \"url\" is not a URL: {error}")))?;
    secrets.add_url(&url);
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err(Problem::new(
            "its \"url\" does not begin with http:// or https:// and a host",
        ));
    }
    Ok(url)
}

/// Reads the name of a header that an entry may set.
pub(super) fn header_name(name: &str) -> Result<HeaderName, Problem> {
    let header = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| Problem::new(format!("{name:?} cannot be the name of a header")))?;
    if RESERVED_HEADERS.contains(&header.as_str()) {
        return Err(Problem::new(format!(
            "the header {name:?} is set by the protocol; leave it out"
        )));
    }
    Ok(header)
}

/// Reads the value of the header that `name` stands for.
pub(super) fn header_value(
    name: &str,
    value: &str,
    secrets: &mut Secrets,
) -> Result<HeaderValue, Problem> {
    secrets.add_credential(value);
    let mut value = HeaderValue::from_str(value.trim()).map_err(|_| {
        Problem::new(format!(
            "the value of {name:?} cannot be sent in a header; a line break in it, perhaps"
        ))
    })?;
    value.set_sensitive(true);
    Ok(value)
}

/// The transport that streamable HTTP has taken the place of.
pub(super) fn legacy_sse() -> Problem {
    Problem::new(
        "it uses the HTTP+SSE transport, which MCP has given up; use the server's streamable HTTP address \
         (often /mcp in place of /sse) with \"http\"",
    )
}
