//! What a process takes.

use std::time::Duration;

use anyhow::Context;
use sysinfo::{Pid, ProcessRefreshKind, ProcessesToUpdate, System};

/// What a process has taken so far, and has now.
#[derive(Debug, Clone, Copy)]
pub(super) struct Usage {
    /// Processor time, in user and system mode; told to 10 ms on Linux.
    pub(super) cpu_time: Duration,
    /// Resident memory.
    pub(super) resident_bytes: u64,
}

/// What a process takes.
pub(super) fn of(process_id: u32) -> anyhow::Result<Usage> {
    let id = Pid::from_u32(process_id);
    let mut system = System::new();
    system.refresh_processes_specifics(
        ProcessesToUpdate::Some(&[id]),
        false,
        ProcessRefreshKind::nothing().with_cpu().with_memory(),
    );
    let process = system
        .process(id)
        .with_context(|| format!("process {process_id} has ended"))?;
    Ok(Usage {
        cpu_time: Duration::from_millis(process.accumulated_cpu_time()),
        resident_bytes: process.memory(),
    })
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn this_process_takes_something() {
        assert!(of(std::process::id()).unwrap().resident_bytes > 1_000_000);
    }
}
