//! Concurrency limits of tags, and global ones with their leases.

use serde_json::json;

use crate::parity::script::{Script, UNKNOWN};

pub(super) fn of_tags() -> Script {
    let mut script = Script::new("tag-limits");
    script
        .post(
            "/concurrency_limits/",
            json!({"tag": "tag-limits-a", "concurrency_limit": 2}),
        )
        .keep("a", "/id");
    script.post(
        "/concurrency_limits/",
        json!({"tag": "tag-limits-a", "concurrency_limit": 3}),
    );
    script
        .post(
            "/concurrency_limits/",
            json!({"tag": "tag-limits-b", "concurrency_limit": 0}),
        )
        .keep("b", "/id");
    script
        .post(
            "/concurrency_limits/",
            json!({"tag": "tag-limits-c", "concurrency_limit": 5, "active_slots": [UNKNOWN]}),
        )
        .keep("c", "/id");
    for body in [
        json!({"tag": "tag-limits-d", "concurrency_limit": -1}),
        json!({"tag": "tag-limits-d"}),
        json!({"concurrency_limit": 1}),
        json!({"tag": "", "concurrency_limit": 1}),
        json!({"tag": "tag-limits-d", "concurrency_limit": 1, "colour": "red"}),
        json!({"tag": 5, "concurrency_limit": 1}),
    ] {
        script.post("/concurrency_limits/", body);
    }
    script.get("/concurrency_limits/{a}");
    script.get(format!("/concurrency_limits/{UNKNOWN}"));
    script.get("/concurrency_limits/tag/tag-limits-a");
    script.get("/concurrency_limits/tag/nothing");
    for body in [
        json!({}),
        json!({"limit": 1}),
        json!({"limit": 1, "offset": 1}),
        json!({"limit": 0}),
        json!({"limit": 201}),
        json!({"offset": 100}),
        json!({"offset": -1}),
    ] {
        script
            .post("/concurrency_limits/filter", body)
            .any_order("");
    }
    script.post(
        "/concurrency_limits/tag/tag-limits-a/reset",
        json!({"slot_override": [UNKNOWN]}),
    );
    script.get("/concurrency_limits/tag/tag-limits-a");
    script.get("/concurrency_limits/{a}");
    script.post("/concurrency_limits/tag/tag-limits-a/reset", json!({}));
    script.get("/concurrency_limits/tag/tag-limits-a");
    script.post(
        "/concurrency_limits/tag/tag-limits-a/reset",
        json!({"slot_override": null}),
    );
    script.post(
        "/concurrency_limits/tag/tag-limits-a/reset",
        json!({"slot_override": ["x"]}),
    );
    script.post("/concurrency_limits/tag/nothing/reset", json!({}));
    script.get("/v2/concurrency_limits/tag:tag-limits-a");
    script.delete("/concurrency_limits/{a}");
    script.delete("/concurrency_limits/{a}");
    script.get("/concurrency_limits/{a}");
    script.delete("/concurrency_limits/tag/tag-limits-b");
    script.delete("/concurrency_limits/tag/tag-limits-b");
    script.delete("/concurrency_limits/{c}");
    script.post("/concurrency_limits/filter", json!({}));
    script
}

pub(super) fn global() -> Script {
    let mut script = Script::new("global-limits");
    let limits = "/v2/concurrency_limits/";
    script
        .post(limits, json!({"name": "global-limits-a", "limit": 2}))
        .keep("a", "/id");
    script.post(limits, json!({"name": "global-limits-a", "limit": 3}));
    script.post(limits, json!({"name": "global-limits-b", "limit": 5, "active": false, "active_slots": 1, "denied_slots": 2, "slot_decay_per_second": 0.5, "avg_slot_occupancy_seconds": 3.0})).keep("b", "/id");
    script.post(limits, json!({"name": "global-limits-decays", "limit": 100, "slot_decay_per_second": 0.000_001})).keep("decays", "/id");
    for body in [
        json!({"name": "global-limits-c", "limit": -1}),
        json!({"name": "global-limits-c"}),
        json!({"name": "", "limit": 1}),
        json!({"name": "a/b", "limit": 1}),
        json!({"name": "global-limits-c", "limit": 1, "active_slots": -1}),
        json!({"name": "global-limits-c", "limit": 1, "slot_decay_per_second": -1}),
        json!({"name": "global-limits-c", "limit": 1, "colour": "red"}),
    ] {
        script.post(limits, body);
    }
    for name in [
        "{a}",
        "global-limits-a",
        "global-limits-b",
        "nothing",
        UNKNOWN,
    ] {
        script.get(format!("{limits}{name}"));
    }
    for body in [
        json!({}),
        json!({"limit": 1}),
        json!({"limit": 1, "offset": 1}),
        json!({"limit": 0}),
        json!({"limit": 201}),
        json!({"offset": 100}),
    ] {
        script.post(format!("{limits}filter"), body);
    }
    for body in [
        json!({"limit": 4}),
        json!({"active": false}),
        json!({"active": true}),
        json!({"name": "global-limits-b"}),
        json!({"name": "global-limits-new"}),
        json!({"name": "global-limits-a"}),
        json!({"slot_decay_per_second": 0.0}),
        json!({"limit": -1}),
        json!({"limit": null}),
        json!({}),
        json!({"active_slots": 1, "denied_slots": 1}),
        json!({"colour": "red"}),
    ] {
        script.patch(format!("{limits}{{a}}"), body);
        script.get(format!("{limits}{{a}}"));
    }
    script.patch(
        format!("{limits}global-limits-a"),
        json!({"active_slots": 0, "denied_slots": 0}),
    );
    script.patch(format!("{limits}nothing"), json!({"limit": 1}));
    slots(&mut script);
    leases(&mut script);
    script.delete(format!("{limits}global-limits-a"));
    script.delete(format!("{limits}global-limits-a"));
    script.delete(format!("{limits}{{b}}"));
    script.delete(format!("{limits}{{b}}"));
    script.delete(format!("{limits}{UNKNOWN}"));
    script.post(format!("{limits}filter"), json!({}));
    script
}

fn slots(script: &mut Script) {
    let increment = "/v2/concurrency_limits/increment";
    let decrement = "/v2/concurrency_limits/decrement";
    for body in [
        json!({"slots": 1, "names": ["global-limits-a"]}),
        json!({"slots": 3, "names": ["global-limits-a"]}),
        json!({"slots": 4, "names": ["global-limits-a"]}),
        json!({"slots": 5, "names": ["global-limits-a"]}),
        json!({"slots": 1, "names": ["nothing"]}),
        json!({"slots": 1, "names": ["nothing", "global-limits-b"]}),
        json!({"slots": 1, "names": []}),
        json!({"slots": 0, "names": ["global-limits-a"]}),
        json!({"slots": 1, "names": ["global-limits-a"], "mode": "sometimes"}),
        json!({"slots": 1, "names": ["global-limits-a"], "mode": "rate_limit"}),
        json!({"slots": 1, "names": ["global-limits-decays"], "mode": "rate_limit"}),
        json!({"slots": 1, "names": [""]}),
        json!({"slots": 1, "names": ["global-limits-new"], "create_if_missing": true}),
    ] {
        script.post(increment, body).any_order("");
    }
    script.get("/v2/concurrency_limits/{decays}");
    for body in [
        json!({"slots": 1, "names": ["global-limits-a"]}),
        json!({"slots": 3, "names": ["global-limits-a"], "occupancy_seconds": 10.0}),
        json!({"slots": 9, "names": ["global-limits-a"]}),
        json!({"slots": 1, "names": ["nothing"]}),
        json!({"slots": 0, "names": ["global-limits-a"]}),
        json!({"slots": 1, "names": ["global-limits-a"], "occupancy_seconds": -1}),
    ] {
        script.post(decrement, body).any_order("");
        script.get("/v2/concurrency_limits/{a}");
    }
}

fn leases(script: &mut Script) {
    let increment = "/v2/concurrency_limits/increment-with-lease";
    let decrement = "/v2/concurrency_limits/decrement-with-lease";
    script.post(increment, json!({"slots": 2, "names": ["global-limits-a"], "lease_duration": 600, "holder": {"type": "task_run", "id": UNKNOWN}})).keep("lease", "/lease_id");
    script.post(increment, json!({"slots": 3, "names": ["global-limits-a"]}));
    script
        .post(increment, json!({"slots": 1, "names": ["nothing"]}))
        .keep("empty", "/lease_id");
    for body in [
        json!({"slots": 1, "names": []}),
        json!({"slots": 0, "names": ["global-limits-a"]}),
        json!({"slots": 1, "names": ["global-limits-a"], "lease_duration": 1}),
        json!({"slots": 1, "names": ["global-limits-a"], "lease_duration": 100_000}),
        json!({"slots": 1, "names": ["global-limits-a"], "holder": {"type": "somebody", "id": UNKNOWN}}),
        json!({"slots": 1, "names": ["global-limits-a"], "holder": {"type": "task_run"}}),
    ] {
        script.post(increment, body);
    }
    script.post(
        "/v2/concurrency_limits/leases/{lease}/renew",
        json!({"lease_duration": 700}),
    );
    script.post("/v2/concurrency_limits/leases/{lease}/renew", json!({}));
    script.post(
        "/v2/concurrency_limits/leases/{lease}/renew",
        json!({"lease_duration": 1}),
    );
    script.post(
        "/v2/concurrency_limits/leases/{empty}/renew",
        json!({"lease_duration": 700}),
    );
    script.post(
        format!("/v2/concurrency_limits/leases/{UNKNOWN}/renew"),
        json!({"lease_duration": 700}),
    );
    script.get("/v2/concurrency_limits/{a}");
    script.post(decrement, json!({"lease_id": "{lease}"}));
    script.post(decrement, json!({"lease_id": "{lease}"}));
    script.post(decrement, json!({"lease_id": UNKNOWN}));
    script.post(decrement, json!({}));
    script.get("/v2/concurrency_limits/{a}");
    script.post(
        "/v2/concurrency_limits/leases/{lease}/renew",
        json!({"lease_duration": 700}),
    );
}
