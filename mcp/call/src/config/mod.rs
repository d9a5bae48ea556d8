//! Which MCP servers there are, and how each is reached: an `mcp.json`, in one of two forms.
//!
//! | | Atlas's | the common one |
//! |---|---|---|
//! | top level | servers by name | `mcpServers`: servers by name |
//! | `command` | the program and its arguments, as a list | the program; `args` has the arguments |
//! | `${NAME}` | as the whole value of an entry of `env`, or of `auth_token` | anywhere in `command`, `args`, `env`, `url`, `headers`; also `${NAME:-default}` |
//! | credentials of a URL | `auth_token`, a bearer token, or with `auth_type` `api_key` the header `X-API-Key` (or `auth_header`) | `headers` |
//! | which transport | `transport`, else `command`, else `url` | `type`, else `command`, else `url` |
//!
//! A variable that is not set is an error. Keys that mean nothing here are ignored, as hosts ignore them. One server's
//! entry is looked at only when that server is asked for, so that a mistake in another one does no harm.
//!
//! The file is the first that there is of: `--config`, `MCP_CALL_CONFIG`, `mcp.json` in the current folder,
//! `mcp-call/mcp.json` in the user's configuration folder. A file that was named has to be there.

mod atlas;
mod common;
mod entry;
mod error;
#[cfg(test)]
mod tests;
mod variables;

use std::path::{Path, PathBuf};

use http::HeaderMap;
use indexmap::IndexMap;
use serde_json::{Map, Value};
use url::Url;

pub use crate::config::error::ConfigError;
use crate::config::error::Problem;
use crate::nearest;
use crate::secrets::Secrets;

/// The name of a configuration file where none is named.
const FILE_NAME: &str = "mcp.json";

/// A configuration file that has been read.
#[derive(Debug)]
pub struct Config {
    path: PathBuf,
    form: Form,
    /// Each server's entry, not looked at yet.
    entries: Map<String, Value>,
}

/// Which of the two forms a configuration has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Atlas,
    Common,
}

/// How a server is reached, with all variables replaced.
#[derive(Debug)]
pub struct ServerConfig {
    /// Its name in the configuration.
    pub name: String,
    /// How it is spoken to.
    pub endpoint: Endpoint,
    /// What must not be told of it.
    pub secrets: Secrets,
}

/// How a server is spoken to.
#[derive(Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// A child process, by its standard input and output.
    Stdio(Command),
    /// A URL, by streamable HTTP.
    Http {
        /// Where it is; `http` or `https`.
        url: Url,
        /// What every request carries.
        headers: HeaderMap,
    },
}

/// How a server is started.
#[derive(Debug, PartialEq, Eq)]
pub struct Command {
    /// The program, by its path or by its name on `PATH`. `python` and `python3` stand for each other where a machine
    /// has only one of them.
    pub program: String,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// The folder that it runs in; the current one where there is none.
    pub folder: Option<PathBuf>,
    /// What its environment has beside what every server's has; see [`crate::environment`].
    pub environment: IndexMap<String, String>,
}

impl Config {
    /// Finds the configuration file, `given` first, and reads it.
    ///
    /// # Errors
    /// Fails where there is none, where it cannot be read, and where it is not a JSON object.
    pub fn load(given: Option<&Path>) -> Result<Self, ConfigError> {
        let path = match given {
            Some(path) => path.to_owned(),
            None => find()?,
        };
        let text = std::fs::read_to_string(&path).map_err(|source| ConfigError::Unreadable {
            path: path.clone(),
            source,
        })?;
        Self::parse(&path, &text)
    }

    /// Takes `text` for the content of the file at `path`.
    ///
    /// # Errors
    /// Fails where it is not a JSON object.
    pub fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        let text = text.trim_start_matches('\u{feff}');
        let value: Value = serde_json::from_str(text).map_err(|source| ConfigError::NotJson {
            path: path.to_owned(),
            source,
        })?;
        let not_an_object = || ConfigError::NotAnObject {
            path: path.to_owned(),
        };
        let Value::Object(mut entries) = value else {
            return Err(not_an_object());
        };
        let form = match entries.get_mut("mcpServers").map(Value::take) {
            Some(Value::Object(servers)) => {
                entries = servers;
                Form::Common
            }
            Some(_) => return Err(not_an_object()),
            None => Form::Atlas,
        };
        Ok(Self {
            path: path.to_owned(),
            form,
            entries,
        })
    }

    /// The file that was read.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The names of all servers, in the file's order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// What a server's entry says about it, for people; empty where it says nothing.
    pub fn description(&self, name: &str) -> &str {
        let text = |key| self.entries.get(name)?.get(key)?.as_str();
        text("description")
            .or_else(|| text("short_description"))
            .unwrap_or_default()
    }

    /// How a server is reached. `lookup` tells what a variable of the environment is set to.
    ///
    /// # Errors
    /// Fails where there is no such server, and where its entry cannot be used.
    pub fn server(
        &self,
        name: &str,
        lookup: &dyn Fn(&str) -> Option<String>,
    ) -> Result<ServerConfig, ConfigError> {
        let Some(entry) = self.entries.get(name) else {
            let names: Vec<&str> = self.names().collect();
            return Err(ConfigError::UnknownServer {
                name: name.to_owned(),
                path: self.path.clone(),
                suggestion: nearest::suggestion(name, "server", &names),
            });
        };
        let mut secrets = Secrets::default();
        let endpoint = self
            .endpoint(entry, lookup, &mut secrets)
            .map_err(|problem| ConfigError::Server {
                name: name.to_owned(),
                path: self.path.clone(),
                problem,
            })?;
        Ok(ServerConfig {
            name: name.to_owned(),
            endpoint,
            secrets,
        })
    }

    fn endpoint(
        &self,
        entry: &Value,
        lookup: &dyn Fn(&str) -> Option<String>,
        secrets: &mut Secrets,
    ) -> Result<Endpoint, Problem> {
        let entry = entry::Entry::new(entry)?;
        if entry.flag("enabled")? == Some(false) || entry.flag("disabled")? == Some(true) {
            return Err(Problem::new("it is switched off; enable it to use it"));
        }
        let folder = entry
            .text("cwd")?
            .filter(|folder| !folder.is_empty())
            .map(|folder| self.folder(folder))
            .transpose()?;
        match self.form {
            Form::Atlas => atlas::endpoint(entry, folder, lookup, secrets),
            Form::Common => common::endpoint(entry, folder, lookup, secrets),
        }
    }

    /// The folder that an entry names: one that is not absolute is in the folder of the file.
    fn folder(&self, named: &str) -> Result<PathBuf, Problem> {
        let beside = self.path.parent().unwrap_or(Path::new(""));
        let folder = beside.join(named);
        if folder.is_dir() {
            // Absolute, because the program is started in it.
            return std::path::absolute(&folder)
                .map_err(|_| Problem::new("its \"cwd\" has no absolute path"));
        }
        Err(Problem::new(format!(
            "its \"cwd\" is {}, and there is no such folder",
            folder.display()
        )))
    }
}

/// The file where none is named.
fn find() -> Result<PathBuf, ConfigError> {
    let here = PathBuf::from(FILE_NAME);
    let users = dirs::config_dir().map(|folder| folder.join("mcp-call").join(FILE_NAME));
    let tried: Vec<PathBuf> = [Some(here), users].into_iter().flatten().collect();
    match tried.iter().find(|path| path.exists()) {
        Some(path) => Ok(path.clone()),
        None => Err(ConfigError::NotFound { tried }),
    }
}
