//! What becomes of values that pass. Measured with pydantic 2.14 in Prefect
//! 3.8.8's environment, but for how the outcome is written down.

use serde_json::{Value, json};

use crate::schema::{Document, NoDomainRules};

/// Checks one property of an otherwise empty object of this schema.
fn coerced(schema: &str, property: &str, value: Value) -> Option<Value> {
    let schema = Document::shared().schema(schema).unwrap();
    let mut object = json!({ property: value });
    schema.check(&mut object, &[], &NoDomainRules).ok()?;
    object.get(property).cloned()
}

fn assert_coerced(schema: &str, property: &str, cases: Value) {
    for case in cases.as_array().unwrap() {
        let (value, expected) = (case[0].clone(), &case[1]);
        assert_eq!(
            coerced(schema, property, value.clone()).as_ref(),
            Some(expected),
            "{value}"
        );
    }
}

#[test]
fn whole_numbers() {
    assert_coerced(
        "DeploymentFilterConcurrencyLimit",
        "ge_",
        json!([
            [1, 1],
            [1.0, 1],
            ["1", 1],
            [" 1 ", 1],
            ["1.0", 1],
            ["1_000", 1000],
            ["+1", 1],
            ["-0", 0],
            ["0001", 1],
            ["1_0.0", 10],
            [true, 1],
            [null, null],
            [-0.0, 0],
        ]),
    );
}

#[test]
fn numbers() {
    assert_coerced(
        "TaskRunPolicy",
        "retry_jitter_factor",
        json!([
            [1, 1],
            [1.5, 1.5],
            ["1.5", 1.5],
            [" 1.5 ", 1.5],
            ["1_0.5", 10.5],
            ["1e5", 1e5],
            [".5", 0.5],
            ["1.", 1.0],
            [true, 1.0],
            [null, null],
        ]),
    );
}

#[test]
fn booleans() {
    assert_coerced(
        "DeploymentFilterPaused",
        "eq_",
        json!([
            [true, true],
            [1, true],
            [0, false],
            [1.0, true],
            ["on", true],
            ["F", false],
            ["YES", true],
            ["n", false],
            ["0", false],
            [null, null],
        ]),
    );
}

#[test]
fn uuids() {
    let uuid = "abcdef00-0000-4000-8000-000000000000";
    assert_coerced(
        "StateDetails",
        "flow_run_id",
        json!([
            [uuid, uuid],
            [uuid.to_uppercase(), uuid],
            [uuid.replace('-', ""), uuid],
            [format!("{{{uuid}}}"), uuid],
            [format!("urn:uuid:{uuid}"), uuid],
            [null, null],
        ]),
    );
}

#[test]
fn points_in_time() {
    assert_coerced(
        "StateDetails",
        "scheduled_time",
        json!([
            ["2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z"],
            ["2020-01-01 00:00:00.5+00:00", "2020-01-01T00:00:00.500Z"],
            [
                "2020-01-01T00:00:00.1234567Z",
                "2020-01-01T00:00:00.123456Z"
            ],
            ["2020-01-01T00:00:00+05:30", "2020-01-01T00:00:00+05:30"],
            ["2020-01-01T00:00:00-0500", "2020-01-01T00:00:00-05:00"],
            ["2020-01-01T00:00:00", "2020-01-01T00:00:00Z"],
            ["2020-01-01_00:00", "2020-01-01T00:00:00Z"],
            ["2020-01-01t00:00z", "2020-01-01T00:00:00Z"],
            ["2020-01-01", "2020-01-01T00:00:00Z"],
            ["2020-01", "2020-01-01T00:00:00Z"],
            [1_577_836_800, "2020-01-01T00:00:00Z"],
            [1_577_836_800.5, "2020-01-01T00:00:00.500Z"],
            ["1577836800", "2020-01-01T00:00:00Z"],
            [1_577_836_800_123.4, "2020-01-01T00:00:00.123400Z"],
            [20_000_000_000_i64, "2603-10-11T11:33:20Z"],
            [20_000_000_001_i64, "1970-08-20T11:33:20.001Z"],
            [-1, "1969-12-31T23:59:59Z"],
            [-0.5, "1969-12-31T23:59:59.500Z"],
            ["0001-01-01T00:00:00+00:00", "0001-01-01T00:00:00Z"],
            ["9999-12-31T23:59:59-01:00", "9999-12-31T23:59:59-01:00"],
        ]),
    );
}

#[test]
fn spans_of_time() {
    assert_coerced(
        "IntervalScheduleInput",
        "interval",
        json!([
            [1, 1],
            [1.5, 1.5],
            [true, 1.0],
            ["P1D", 86400.0],
            ["PT1H", 3600.0],
            ["PT1.5S", 1.5],
            ["P1Y", 31_536_000.0],
            ["P1M", 2_592_000.0],
            ["P1W", 604_800.0],
            ["1 day", 86400.0],
            ["1 days 02:00:00", 93600.0],
            ["1d", 86400.0],
            ["3 days, 01:00:00", 262_800.0],
            ["02:00", 7200.0],
            ["25:00:00", 90000.0],
            ["00:00:00.5", 0.5],
            ["+P1D", 86400.0],
        ]),
    );
    for refused in [
        json!(0),
        json!(-1),
        json!("-02:00:00"),
        json!(1e-7),
        json!("1"),
        json!("P"),
        json!(null),
    ] {
        assert_eq!(
            coerced("IntervalScheduleInput", "interval", refused.clone()),
            None,
            "{refused}"
        );
    }
}

#[test]
fn unions_take_their_best_branch() {
    assert_coerced(
        "TaskRunPolicy",
        "retry_delay",
        json!([
            [1, 1],
            [1.0, 1.0],
            [1.5, 1.5],
            ["1", 1],
            ["1.5", 1.5],
            [true, 1],
            [[1, 2], [1, 2]],
            [[1, 2.0], [1, 2.0]],
            [[1.5], [1.5]],
            [["1"], [1]],
            [["1.5"], [1.5]],
            [[1, "2"], [1, 2]],
            [[], []],
            [["1", 2.5], [1.0, 2.5]],
        ]),
    );
    let id = "b1527acc-7f2c-4826-8653-34f46dda99c5";
    for (input, branch) in [
        (json!({"id": id}), "task_run"),
        (json!({"id": id, "name": "x"}), "parameter"),
        (json!({"name": "x", "type": "t"}), "parameter"),
        (
            json!({"id": id, "input_type": "flow_run", "x": 1}),
            "flow_run",
        ),
        (json!({"type": "t", "z": 1}), "constant"),
    ] {
        let task_run = Document::shared().schema("TaskRunCreate").unwrap();
        let mut value = json!({"task_key": "a", "dynamic_key": "b", "task_inputs": {"k": [input]}});
        task_run.check(&mut value, &[], &NoDomainRules).unwrap();
        assert_eq!(
            value["task_inputs"]["k"][0]["input_type"], branch,
            "{input}"
        );
    }
}

#[test]
fn sets_have_no_repeats() {
    assert_coerced(
        "FlowRunPolicy",
        "pause_keys",
        json!([[["a", "b", "a"], ["a", "b"]], [[], []], [null, null]]),
    );
}

#[test]
fn rules_write_what_prefect_writes() {
    assert_coerced(
        "TaskRunUpdate",
        "name",
        json!([[null, ""], [0, ""], ["", ""], [[], ""], ["x", "x"]]),
    );
    let empty_schema = json!({"type": "object", "properties": {}});
    assert_coerced(
        "DeploymentUpdate",
        "parameter_openapi_schema",
        json!([[{}, empty_schema], [null, null]]),
    );
    let long = "x".repeat(501);
    let cut = format!("{}...", "x".repeat(500));
    assert_coerced(
        "ArtifactUpdate",
        "metadata_",
        json!([[{"a": long}, {"a": cut}], [null, null]]),
    );
    let policy = Document::shared().schema("FlowRunPolicy").unwrap();
    let mut value = json!({"max_retries": 3, "retry_delay_seconds": 0.0, "retries": null});
    policy.check(&mut value, &[], &NoDomainRules).unwrap();
    assert_eq!(
        value,
        json!({"max_retries": 3, "retry_delay_seconds": 0.0, "retries": 3})
    );
}

#[test]
fn parameters_have_a_size() {
    let error_of = |length: usize| {
        let deployment = Document::shared().schema("DeploymentUpdate").unwrap();
        let mut value = json!({"parameters": {"a": "x".repeat(length)}});
        deployment
            .check(&mut value, &[], &NoDomainRules)
            .map_err(|errors| errors[0].msg.to_string())
    };
    // `{"a":"…"}` is eight bytes longer than its text.
    assert_eq!(error_of(524_288 - 8), Ok(()));
    assert_eq!(
        error_of(524_288 - 7),
        Err("Value error, Flow run parameters must be less than 524,288 bytes when serialized (got 524,289 bytes).".into())
    );
}
