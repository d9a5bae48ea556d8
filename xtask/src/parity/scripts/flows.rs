//! Flows.

use serde_json::json;

use crate::parity::script::{Script, UNKNOWN};

pub(super) fn script() -> Script {
    let mut script = Script::new("flows");
    script
        .post("/flows/", json!({"name": "flows-1"}))
        .keep("flow", "/id");
    script.post(
        "/flows/",
        json!({"name": "flows-1", "tags": ["again"], "labels": {"a": 1}}),
    );
    script
        .post(
            "/flows/",
            json!({"name": "flows 2 ünï/…", "tags": ["a", "b"], "labels": {"s": "t", "i": 1, "f": 1.5, "b": true}}),
        )
        .keep("other", "/id");
    script.post("/flows/", json!({"name": "flows-3", "tags": null}));
    script.post("/flows/", json!({"name": "flows-3", "unknown": 1}));
    script.post("/flows/", json!({"name": ""}));
    script.post("/flows/", json!({"name": "flows%2"}));
    script.post(
        "/flows/",
        json!({"name": "flows-4", "labels": {"nested": {}}}),
    );
    script.get("/flows/{flow}");
    script.get("/flows/{other}");
    script.get(format!("/flows/{UNKNOWN}"));
    script.get("/flows/name/flows-1");
    script.get("/flows/name/flows%202%20%C3%BCn%C3%AF%2F%E2%80%A6");
    script.get("/flows/name/nothing");
    script.patch("/flows/{flow}", json!({"tags": ["new", "new", "tags"]}));
    script.get("/flows/{flow}");
    script.patch("/flows/{flow}", json!({}));
    script.patch("/flows/{flow}", json!({"tags": null}));
    script.patch("/flows/{flow}", json!({"name": "flows-9"}));
    script.patch(format!("/flows/{UNKNOWN}"), json!({"tags": []}));
    script.get("/flows/{flow}");
    script.delete("/flows/{other}");
    script.delete("/flows/{other}");
    script.get("/flows/{other}");
    script
        .post("/flows/", json!({"name": "flows-bulk"}))
        .keep("bulk", "/id");
    script.post(
        "/flows/bulk_delete",
        json!({"flows": {"id": {"any_": ["{bulk}", UNKNOWN]}}}),
    );
    script.post("/flows/bulk_delete", json!({"flows": {"id": {"any_": []}}}));
    script.post(
        "/flows/bulk_delete",
        json!({"flows": {"name": {"any_": ["flows-3"]}}, "limit": 1}),
    );
    script.post("/flows/bulk_delete", json!({"limit": 51}));
    script.post("/flows/bulk_delete", json!({"limit": 0}));
    script.post(
        "/flows/count",
        json!({"flows": {"name": {"like_": "flows-"}}}),
    );
    script
}
