use super::*;
use chrono::{FixedOffset, TimeDelta, TimeZone as _};
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

const RECORDING: &str = include_str!("testdata/schedules.json");

#[derive(Deserialize)]
struct Recording {
    dates: Vec<Case>,
    cron: Vec<Value>,
    rrule: Vec<Value>,
    now: DateTime<Utc>,
    anchored: Vec<Value>,
}

#[derive(Deserialize)]
struct Case {
    schedule: Value,
    start: DateTime<Utc>,
    n: Option<usize>,
    end: Option<DateTime<Utc>>,
    dates: Vec<DateTime<Utc>>,
}

fn recording() -> Recording {
    serde_json::from_str(RECORDING).unwrap()
}

fn text(value: &Value, key: &str) -> Option<String> {
    value[key].as_str().map(ToOwned::to_owned)
}

/// A schedule as the wire writes it.
fn schedule(value: &Value) -> Result<Schedule, ScheduleError> {
    let timezone = text(value, "timezone");
    if let Some(cron) = text(value, "cron") {
        let day_or = value["day_or"].as_bool().unwrap_or(true);
        CronSchedule::new(cron, timezone, day_or).map(Schedule::Cron)
    } else if let Some(rrule) = text(value, "rrule") {
        RRuleSchedule::new(rrule, timezone).map(Schedule::RRule)
    } else {
        let microseconds = format!("{:.0}", value["interval"].as_f64().unwrap() * 1e6);
        let interval = TimeDelta::microseconds(microseconds.parse().unwrap());
        let anchor = text(value, "anchor_date").unwrap();
        let anchor = DateTime::parse_from_rfc3339(&anchor).unwrap();
        IntervalSchedule::new(interval, anchor, timezone).map(Schedule::Interval)
    }
}

#[test]
fn dates_are_those_of_prefect() {
    let mut differences = Vec::new();
    for case in recording().dates {
        let dates = schedule(&case.schedule)
            .unwrap()
            .dates(case.n, case.start, case.end);
        if dates != case.dates {
            differences.push(format!(
                "{} from {}:\n  recorded {}\n  ours     {}",
                case.schedule,
                case.start,
                json!(case.dates),
                json!(dates)
            ));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn messages_are_those_of_prefect() {
    let recording = recording();
    let mut differences = Vec::new();
    for case in &recording.cron {
        let ours = validate_cron(case["cron"].as_str().unwrap()).err();
        let ours = ours.map(|error| error.to_string());
        if ours != text(case, "error") {
            differences.push(format!("{case}: ours {ours:?}"));
        }
    }
    for case in &recording.rrule {
        let ours = validate_rrule(case["rrule"].as_str().unwrap()).err();
        let ours = ours.map(|error| error.to_string());
        if ours != text(case, "error") {
            differences.push(format!("{case}: ours {ours:?}"));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn rules_are_anchored_as_by_prefect() {
    let recording = recording();
    for case in &recording.anchored {
        let rrule = text(case, "rrule").unwrap();
        let schedule = RRuleSchedule::new(rrule, text(case, "timezone")).unwrap();
        let anchored = schedule.anchored(recording.now);
        assert_eq!(anchored.rrule(), case["anchored"], "{case}");
    }
}

#[test]
fn what_is_no_schedule_is_told_apart() {
    let message = |value| schedule(&value).unwrap_err().to_string();
    assert_eq!(
        message(json!({"cron": "* * * * *", "timezone": "Nope"})),
        "Invalid timezone: \"Nope\" (specify in IANA tzdata format, for example, America/New_York)"
    );
    let anchor = "2026-01-01T00:00:00Z";
    for interval in [0, -5] {
        assert_eq!(
            message(json!({"interval": interval, "anchor_date": anchor})),
            "interval must be positive"
        );
    }
    let long = format!(
        "DTSTART:20200101T000000\nRRULE:FREQ=DAILY\n{}",
        "RDATE:20200101T000000\n".repeat(400)
    );
    assert_eq!(
        message(json!({"rrule": long})),
        "Invalid RRule string \"DTSTART:20200101T000000\nRRULE:FREQ=DAILY...\"\n\
         Max length is 6500, got 8841"
    );
}

#[test]
fn an_empty_time_zone_is_kept_and_means_utc() {
    let anchor = Utc.with_ymd_and_hms(2026, 1, 1, 0, 0, 0).unwrap();
    let schedule = |timezone: Option<&str>| {
        IntervalSchedule::new(TimeDelta::hours(1), anchor.into(), timezone.map(Into::into)).unwrap()
    };
    assert_eq!(schedule(None).timezone(), "UTC");
    assert_eq!(schedule(Some("")).timezone(), "");
    assert_eq!(
        schedule(Some("")).dates_from(anchor).next(),
        schedule(None).dates_from(anchor).next()
    );
}

/// A stranger's schedule must not keep the server busy.
#[test]
fn schedules_that_hardly_ever_come_do_not_take_long() {
    let start = Utc.with_ymd_and_hms(2026, 1, 1, 0, 0, 0).unwrap();
    for value in [
        json!({"cron": "0 0 30 2 *"}),
        json!({"cron": "0 0 1 * 5#2", "day_or": false}),
        json!({"cron": "* * * * * * 1970"}),
        json!({"rrule": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"}),
        json!({"rrule": "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"}),
        json!({"rrule": "DTSTART:00010101T000000\nRRULE:FREQ=SECONDLY;COUNT=4294967295"}),
        json!({"rrule": "DTSTART:00010101T000000\nRRULE:FREQ=SECONDLY;INTERVAL=65535"}),
        json!({"rrule": "DTSTART:20200101T000000\nRRULE:FREQ=DAILY\nEXRULE:FREQ=DAILY"}),
        json!({"rrule": "FREQ=DAILY;INTERVAL=0"}),
        json!({"rrule": "FREQ=DAILY;COUNT=0"}),
    ] {
        let dates = schedule(&value).unwrap().dates(Some(3), start, None);
        assert!(dates.iter().all(|date| *date >= start), "{value}");
    }
}

fn any_schedule() -> impl Strategy<Value = Value> {
    let zone = prop::sample::select(vec![
        "UTC",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
        "Pacific/Apia",
    ]);
    let cron = ("[0-9*,/-]{1,5}", "[0-9*,/-]{1,4}", "[0-9*l,-]{1,4}")
        .prop_map(|(minute, hour, day)| json!({"cron": format!("{minute} {hour} {day} * *")}));
    let interval = (1_i64..3_000_000).prop_map(
        |seconds| json!({"interval": seconds, "anchor_date": "2025-06-01T12:00:00+02:00"}),
    );
    let rrule = (
        prop::sample::select(vec!["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY"]),
        1_u8..40,
    )
        .prop_map(|(frequency, interval)| json!({"rrule": format!("FREQ={frequency};INTERVAL={interval}")}));
    (prop_oneof![cron, interval, rrule], zone).prop_map(|(mut value, zone)| {
        value["timezone"] = json!(zone);
        value
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Whatever the schedule: dates go up, are not too many, and end where asked.
    #[test]
    fn dates_go_up_to_the_end(
        value in any_schedule(),
        hours in 0_i64..20_000,
        count in 1_usize..20,
        days in 1_i64..40,
    ) {
        let start = Utc.with_ymd_and_hms(2025, 1, 1, 0, 0, 0).unwrap() + TimeDelta::hours(hours);
        let end = start + TimeDelta::days(days);
        if let Ok(schedule) = schedule(&value) {
            let dates = schedule.dates(Some(count), start, Some(end));
            prop_assert!(dates.len() <= count);
            prop_assert!(dates.is_sorted());
            prop_assert!(dates.iter().all(|date| *date <= end));
            let sooner = schedule.dates(Some(count), start, None);
            prop_assert!(sooner.starts_with(&dates), "{:?} {:?}", sooner, dates);
        }
    }

    /// No text makes the readers panic.
    #[test]
    fn any_text_is_read_or_refused(text in "[ -~äT\n]{0,40}") {
        let _ = validate_cron(&text);
        let _ = validate_rrule(&text);
        let _ = validate_rrule(&format!("FREQ=DAILY;{text}"));
        let _ = validate_rrule(&format!("DTSTART:{text}\nFREQ=DAILY"));
    }

    /// Where an interval's runs are due does not depend on when one asks.
    #[test]
    fn an_interval_is_counted_from_its_anchor(seconds in 1_i64..86_400, offset in -100_000_i64..100_000) {
        let anchor = Utc.with_ymd_and_hms(2026, 1, 1, 0, 0, 0).unwrap();
        let schedule = IntervalSchedule::new(
            TimeDelta::seconds(seconds),
            anchor.with_timezone(&FixedOffset::east_opt(3600).unwrap()),
            None,
        ).unwrap();
        let start = anchor + TimeDelta::seconds(offset);
        let first = schedule.dates_from(start).next().unwrap();
        prop_assert!(first >= start && first - start < schedule.interval());
        prop_assert_eq!((first - anchor).num_seconds() % seconds, 0);
    }
}
