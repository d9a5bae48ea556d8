//! The bare servers, which this program is itself.

use std::env;
use std::fs;

use anyhow::Context;
use tokio::process::Command;

use super::{Kind, Server};
use crate::bare::PATH;
use crate::load::Request;

/// Starts a bare server that answers with these bodies.
pub(crate) async fn start_bare(
    kind: Kind,
    read_body: &[u8],
    create_body: &[u8],
) -> anyhow::Result<Server> {
    let home = tempfile::tempdir().context("cannot create a temporary folder")?;
    let (read, create) = (home.path().join("read"), home.path().join("create"));
    fs::write(&read, read_body)?;
    fs::write(&create, create_body)?;
    let verb = match kind {
        Kind::Hyper => "bare-hyper",
        _ => "bare-dropshot",
    };
    let mut command = Command::new(env::current_exe()?);
    command
        .arg(verb)
        .arg("--read-body")
        .arg(read)
        .arg("--create-body")
        .arg(create);
    // The bodies are in memory by the time it answers.
    Server::announced(kind, command, &Request::bare("GET", PATH, None)).await
}
