//! What is measured on, and when.

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use serde::Serialize;
use sysinfo::{CpuRefreshKind, MemoryRefreshKind, RefreshKind, System};

/// The machine.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Machine {
    /// The model of its processor.
    pub(crate) processor: String,
    /// How many processors it has.
    pub(crate) processors: usize,
    /// Its memory, in bytes.
    pub(crate) memory_bytes: u64,
    /// Its system and the version of it.
    pub(crate) system: String,
    /// The version of its kernel.
    pub(crate) kernel: String,
}

impl Machine {
    /// This machine.
    pub(crate) fn here() -> Self {
        let what = RefreshKind::nothing()
            .with_cpu(CpuRefreshKind::nothing())
            .with_memory(MemoryRefreshKind::nothing().with_ram());
        let system = System::new_with_specifics(what);
        let unknown = || "unknown".to_owned();
        Self {
            processor: system
                .cpus()
                .first()
                .map_or_else(unknown, |cpu| cpu.brand().to_owned()),
            processors: system.cpus().len(),
            memory_bytes: system.total_memory(),
            system: System::long_os_version().unwrap_or_else(unknown),
            kernel: System::kernel_version().unwrap_or_else(unknown),
        }
    }
}

/// The time.
pub(crate) fn now() -> DateTime<Utc> {
    SystemTime::now().into()
}
