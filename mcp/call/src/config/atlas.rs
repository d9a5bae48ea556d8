//! Atlas's form of an entry. What Atlas makes of each key is what is made of it here, except that a `cwd` that is not
//! absolute is in the folder of the file: Atlas's own folder is nowhere on a worker.

use std::path::PathBuf;

use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderName};
use indexmap::IndexMap;

use crate::config::entry::{Entry, check_command, check_variable};
use crate::config::error::Problem;
use crate::config::variables::{Lookup, whole};
use crate::config::{Command, Endpoint, common};
use crate::secrets::Secrets;

/// The header that has an API key where the entry names none.
const API_KEY_HEADER: &str = "X-API-Key";

/// How the server of this entry is reached.
pub(super) fn endpoint(
    entry: Entry<'_>,
    folder: Option<PathBuf>,
    lookup: Lookup<'_>,
    secrets: &mut Secrets,
) -> Result<Endpoint, Problem> {
    match transport(entry)? {
        "stdio" => stdio(entry, folder, lookup, secrets),
        "http" | "streamable-http" | "streamable_http" => http(entry, lookup, secrets),
        "sse" => Err(common::legacy_sse()),
        _ => Err(Problem::new(
            "its \"transport\" is neither \"stdio\" nor \"http\"",
        )),
    }
}

/// Atlas's order: `transport`, then a `command`, then a URL with a scheme, by its end, then `type`.
fn transport(entry: Entry<'_>) -> Result<&str, Problem> {
    if let Some(transport) = entry.filled("transport")? {
        return Ok(transport);
    }
    if entry.get("command").is_some() {
        return Ok("stdio");
    }
    let kind = entry.filled("type")?;
    match entry.filled("url")? {
        Some(url) if has_scheme(url) && url.ends_with("/sse") => Ok("sse"),
        Some(url) if has_scheme(url) => Ok("http"),
        Some(_) if kind == Some("sse") => Ok("sse"),
        Some(_) => Ok("http"),
        None => Ok(kind.unwrap_or("stdio")),
    }
}

fn stdio(
    entry: Entry<'_>,
    folder: Option<PathBuf>,
    lookup: Lookup<'_>,
    secrets: &mut Secrets,
) -> Result<Endpoint, Problem> {
    if entry.get("command").is_none() {
        return Err(Problem::new(
            "it has neither \"command\" nor \"url\"; write one of them",
        ));
    }
    let command = entry.texts("command").map_err(|_| {
        Problem::new(
            "its \"command\" is not a list; write [\"PROGRAM\", \"ARGUMENT\", …], or put the servers into \
             \"mcpServers\" for the form with \"args\"",
        )
    })?;
    let mut command = command.into_iter().map(str::to_owned);
    let program = command.next().unwrap_or_default();
    let arguments: Vec<String> = command.collect();
    check_command(&program, &arguments)?;

    let mut environment = IndexMap::new();
    for (name, value) in entry.members("env")? {
        let value = whole(value, lookup)?.text;
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
    let url = entry
        .filled("url")?
        .ok_or_else(|| Problem::new("it has no \"url\"; write one"))?;
    let url = if url.contains("://") {
        common::url(url, secrets)?
    } else {
        common::url(&format!("http://{url}"), secrets)?
    };
    let token = match entry.filled("auth_token")? {
        Some(token) => Some(whole(token, lookup)?.text),
        None => None,
    };
    let kind = entry.filled("auth_type")?.unwrap_or("none");
    let mut headers = HeaderMap::new();
    match (kind, token) {
        ("none", None) => {}
        (_, None) => {
            return Err(Problem::new(format!(
                "its \"auth_type\" is {kind:?} and it has no \"auth_token\"; nobody can log in here, so give it one, \
                 such as \"${{NAME}}\""
            )));
        }
        ("api_key", Some(token)) => {
            let header = entry.filled("auth_header")?.unwrap_or(API_KEY_HEADER);
            let name: HeaderName = common::header_name(header)?;
            headers.insert(name, common::header_value(header, &token, secrets)?);
        }
        (_, Some(token)) => {
            let value = format!("Bearer {token}");
            headers.insert(
                AUTHORIZATION,
                common::header_value("auth_token", &value, secrets)?,
            );
        }
    }
    Ok(Endpoint::Http { url, headers })
}

fn has_scheme(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}
