//! No stranger's text becomes code, whatever bytes the case is made from.

#![no_main]

use std::sync::{Mutex, PoisonError};

use libfuzzer_sys::fuzz_target;
use mcp_flow_cases::{Case, Checker, Choices, Shape, Words};

/// The Python of this process, started for the first case.
static CHECKER: Mutex<Option<Checker>> = Mutex::new(None);

fuzz_target!(|bytes: &[u8]| {
    let shape = Shape {
        words: Words::Hostile,
        tasks: 4,
        references: 5,
        missing: 0,
    };
    let case = Case::make(&mut Choices::new(bytes), shape);
    let mut checker = CHECKER.lock().unwrap_or_else(PoisonError::into_inner);
    let checker = checker.get_or_insert_with(|| {
        let python = std::env::var_os("PREFECT_PYTHON").unwrap_or_else(|| "python3".into());
        Checker::start(python).expect("Python starts")
    });
    if let Err(fault) = checker.check(&case) {
        panic!("{fault}\n{:#}\n{:#}", case.plan, case.mcp_data);
    }
});
