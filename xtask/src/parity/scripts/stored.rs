//! What is stored beside the runs: variables, block documents, collections, automations.

use serde_json::{Value, json};

use crate::parity::script::{Script, UNKNOWN};

pub(super) fn variables() -> Script {
    let mut script = Script::new("variables");
    for (name, value) in [
        ("one", json!("text")),
        ("two", json!(2)),
        ("three", json!(3.5)),
        ("four", json!({"a": [1, null]})),
        ("five", json!([true])),
        ("six", json!(null)),
        ("seven", json!(false)),
    ] {
        script
            .post(
                "/variables/",
                json!({"name": format!("variables_{name}"), "value": value, "tags": ["all", name]}),
            )
            .keep(name, "/id");
    }
    for body in [
        json!({"name": "variables_one", "value": "again"}),
        json!({"name": "Not A Name", "value": 1}),
        json!({"name": "variables-dash", "value": 1}),
        json!({"name": "", "value": 1}),
        json!({"name": "x".repeat(256), "value": 1}),
        json!({"name": "variables_long", "value": "x".repeat(6000)}),
        json!({"name": "variables_no_value"}),
        json!({"value": 1}),
        json!({"name": "variables_x", "value": 1, "colour": "red"}),
        json!({"name": "variables_x", "value": 1, "tags": "a"}),
        json!({"name": "variables_null_tags", "value": 1, "tags": null}),
    ] {
        script.post("/variables/", body);
    }
    script.get("/variables/{one}");
    script.get("/variables/name/variables_four");
    script.get(format!("/variables/{UNKNOWN}"));
    script.get("/variables/name/nothing");
    for body in [
        json!({"value": "new"}),
        json!({"value": null}),
        json!({"tags": ["t"]}),
        json!({"tags": null}),
        json!({"name": "variables_renamed"}),
        json!({"name": "variables_two"}),
        json!({"name": "Not A Name"}),
        json!({"name": null}),
        json!({}),
        json!({"colour": "red"}),
    ] {
        script.patch("/variables/{one}", body);
        script.get("/variables/{one}");
    }
    script.patch("/variables/name/variables_two", json!({"value": 22}));
    script.patch(
        "/variables/name/variables_two",
        json!({"name": "variables_three"}),
    );
    script.patch("/variables/name/nothing", json!({"value": 22}));
    script.patch(format!("/variables/{UNKNOWN}"), json!({"value": 22}));
    script.get("/variables/name/variables_two");
    let mine = json!({"name": {"like_": "variables_%"}});
    for filter in [
        json!(null),
        mine.clone(),
        json!({"id": {"any_": ["{one}", "{two}"]}}),
        json!({"name": {"any_": ["variables_three", "variables_four"]}}),
        json!({"name": {"like_": "VARIABLES\\_t%"}}),
        json!({"tags": {"all_": ["all", "two"]}}),
        json!({"tags": {"is_null_": true}}),
        json!({"tags": {"is_null_": false}}),
        json!({"operator": "or_", "name": {"any_": ["variables_three"]}, "tags": {"all_": ["five"]}}),
        json!({"value": {"any_": ["x"]}}),
    ] {
        script.post(
            "/variables/filter",
            json!({"variables": filter, "sort": "NAME_ASC"}),
        );
        script.post("/variables/count", json!({"variables": filter}));
    }
    for sort in [
        "CREATED_DESC",
        "UPDATED_DESC",
        "NAME_DESC",
        "NAME_ASC",
        "VALUE",
    ] {
        script.post("/variables/filter", json!({"sort": sort}));
    }
    for page in [
        json!({"limit": 2}),
        json!({"limit": 2, "offset": 1}),
        json!({"limit": 0}),
        json!({"limit": 201}),
        json!({"offset": 100}),
    ] {
        script.post("/variables/filter", page);
    }
    script.delete("/variables/{five}");
    script.delete("/variables/{five}");
    script.delete("/variables/name/variables_six");
    script.delete("/variables/name/variables_six");
    script.post("/variables/count", json!({}));
    script
}

pub(super) fn others() -> Script {
    let mut script = Script::new("others");
    block_documents(&mut script);
    for view in [
        "aggregate-worker-metadata",
        "aggregate-flow-metadata",
        "aggregate-block-metadata",
        "nothing",
    ] {
        script.get(format!("/collections/views/{view}"));
    }
    automations(&mut script);
    script
}

fn block_documents(script: &mut Script) {
    for body in [
        json!({}),
        json!({"block_documents": null, "include_secrets": true}),
        json!({"block_documents": {"is_anonymous": {"eq_": true}}}),
        json!({"block_documents": {"name": {"any_": ["nothing"]}}}),
        json!({"block_documents": {"colour": "red"}}),
        json!({"sort": "NAME_DESC"}),
        json!({"sort": "NAME_ASC"}),
        json!({"sort": "BLOCK_TYPE_AND_NAME_ASC"}),
        json!({"limit": 201}),
        json!({"limit": 0}),
        json!({"offset": 5}),
        json!({"block_types": {"slug": {"any_": ["secret"]}}}),
        json!({"block_schemas": {"block_capabilities": {"all_": ["x"]}}}),
    ] {
        script.post("/block_documents/filter", body.clone());
        script.post("/block_documents/count", body);
    }
    script.get(format!("/block_documents/{UNKNOWN}"));
    script.get(format!("/block_documents/{UNKNOWN}?include_secrets=true"));
    script.get(format!(
        "/block_documents/{UNKNOWN}?include_secrets=perhaps"
    ));
    for slug in ["secret", "nothing"] {
        script.get(format!("/block_types/slug/{slug}/block_documents"));
        script.get(format!(
            "/block_types/slug/{slug}/block_documents?include_secrets=x"
        ));
        script.get(format!(
            "/block_types/slug/{slug}/block_documents/name/mine"
        ));
    }
}

fn automations(script: &mut Script) {
    let bodies: [Value; 10] = [
        json!({}),
        json!({"sort": "NAME_ASC"}),
        json!({"sort": "CREATED_DESC"}),
        json!({"sort": "SIZE"}),
        json!({"limit": 1}),
        json!({"limit": 201}),
        json!({"automations": {"name": {"any_": ["x"]}}}),
        json!({"automations": {"created": {"before_": "2099-01-01T00:00:00Z"}}}),
        json!({"automations": {"colour": "red"}}),
        json!({"offset": -1}),
    ];
    for body in bodies {
        script.post("/automations/filter", body);
    }
    script.post("/automations/count", json!({}));
    script.send("POST", "/automations/count");
    script.get(format!("/automations/{UNKNOWN}"));
    script.get(format!(
        "/automations/related-to/prefect.deployment.{UNKNOWN}"
    ));
    script.get("/automations/related-to/nothing");
    script.delete(format!(
        "/automations/owned-by/prefect.deployment.{UNKNOWN}"
    ));
    script.delete("/automations/owned-by/nothing");
}
