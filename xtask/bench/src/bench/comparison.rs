//! The same operations on all servers, filled alike.

use serde::Serialize;

use super::Bench;
use super::rounds::{Side, alternate};
use crate::bare;
use crate::data::Population;
use crate::load::{Figures, Plan, Request};
use crate::operations::{CREATE, Expected, Operation, READ, reads, writes};
use crate::progress;
use crate::servers::{Kind, Server, start_bare};

/// One operation on all servers.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Comparison {
    /// The operation's name.
    pub(crate) operation: String,
    /// What it is, in words.
    pub(crate) title: String,
    /// How many flow runs the servers were filled with.
    pub(crate) size: usize,
    /// What came of it.
    pub(crate) servers: Vec<Compared>,
}

/// One server under one load.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Compared {
    /// Which server.
    pub(crate) server: Kind,
    /// How many connections asked at a time.
    pub(crate) connections: usize,
    /// The figures.
    #[serde(flatten)]
    pub(crate) figures: Figures,
}

impl Comparison {
    /// The figures of a server with so many connections.
    pub(crate) fn of(&self, server: Kind, connections: usize) -> Option<&Figures> {
        let compared = self
            .servers
            .iter()
            .find(|one| one.server == server && one.connections == connections)?;
        Some(&compared.figures)
    }
}

/// Compares the servers. What leaves something behind comes last.
pub(super) async fn compare(bench: &Bench<'_>) -> anyhow::Result<Vec<Comparison>> {
    let choice = &bench.options.choice;
    let mut operations = reads();
    operations.extend(writes());
    operations.retain(|operation| choice.includes(&operation.name));
    if operations.is_empty() {
        return Ok(Vec::new());
    }
    let size = choice.compared_size();
    let mut populations = vec![bench.filled_mock(size).await?];
    if let Some(prefect) = &bench.prefect {
        let server = prefect.start().await?;
        populations.push(bench.fill(server, size, Some(prefect)).await?);
    }
    let bare = start_both_bare(&populations[0], &operations).await?;

    let steps = operations.len() * choice.connections().len();
    let bar = progress::bar(format!("Comparing at {size} flow runs"), steps);
    let mut comparisons = Vec::new();
    for operation in &operations {
        bar.set_message(format!(
            "Comparing at {size} flow runs: {}",
            operation.title
        ));
        let mut servers = Vec::new();
        for &connections in choice.connections() {
            let sides = sides(operation, &populations, &bare);
            let measured = alternate(
                &sides,
                connections,
                choice,
                choice.round(),
                operation.most_requests,
            )
            .await?;
            for (side, measured) in sides.iter().zip(measured) {
                servers.push(Compared {
                    server: side.server.kind(),
                    connections,
                    figures: measured.figures,
                });
            }
            bar.inc(1);
        }
        comparisons.push(Comparison {
            operation: operation.name.clone(),
            title: operation.title.clone(),
            size,
            servers,
        });
    }
    bar.finish_and_clear();
    Ok(comparisons)
}

/// The servers that an operation is measured on.
fn sides<'a>(
    operation: &Operation,
    populations: &'a [Population],
    bare: &'a [Server],
) -> Vec<Side<'a>> {
    let mut sides: Vec<_> = populations
        .iter()
        .map(|population| Side {
            server: &population.server,
            plan: (operation.plan)(population),
            expected: operation.expected,
        })
        .collect();
    let method = match operation.name.as_str() {
        READ => "GET",
        CREATE => "POST",
        _ => return sides,
    };
    sides.extend(bare.iter().map(|server| {
        let body = serde_json::json!({});
        Side {
            server,
            plan: Plan::Cycle(
                vec![Request::bare(
                    method,
                    bare::PATH,
                    (method == "POST").then_some(&body),
                )]
                .into(),
            ),
            expected: Expected::Object,
        }
    }));
    sides
}

/// Starts the bare servers, if an operation is measured on them. They answer with what
/// the mock answers.
async fn start_both_bare(
    mock: &Population,
    operations: &[Operation],
) -> anyhow::Result<Vec<Server>> {
    if !operations
        .iter()
        .any(|one| [READ, CREATE].contains(&one.name.as_str()))
    {
        return Ok(Vec::new());
    }
    let mut connection = mock.server.connect().await?;
    let read = Request::new("GET", &format!("/flow_runs/{}", mock.run_ids[0]), None);
    let read = connection.exchange(read.bytes()).await?.body.to_vec();
    let path = format!("/deployments/{}/create_flow_run", mock.objects.usual().id);
    let create = Request::new("POST", &path, Some(&serde_json::json!({})));
    let create = connection.exchange(create.bytes()).await?.body.to_vec();
    Ok(vec![
        start_bare(Kind::Dropshot, &read, &create).await?,
        start_bare(Kind::Hyper, &read, &create).await?,
    ])
}
