//! Pictures in text: the graph of a plan and the timeline of a run.

use std::collections::HashMap;
use std::fmt::Write as _;

use chrono::{DateTime, Utc};

use super::api::{State, TaskRun};
use super::verdict::{Plan, PlannedTask};

/// The width of the timeline's bars, in characters.
const BAR_WIDTH: usize = 40;

/// Draws a plan stage by stage: tasks of one stage depend only on earlier
/// stages, so they can run side by side.
pub(super) fn graph(plan: &Plan) -> String {
    let stages = stages(plan);
    let id_width = width(plan.tasks.iter().map(|task| task.id.as_str()));
    let key_width = width(plan.tasks.iter().map(|task| task.task_key.as_str()));
    let last = stages.values().max().copied().unwrap_or_default();

    let mut text = String::new();
    for stage in 0..=last {
        let of_stage = |task: &&PlannedTask| stages.get(task.id.as_str()) == Some(&stage);
        for (index, task) in plan.tasks.iter().filter(of_stage).enumerate() {
            let label = match index {
                0 => format!("stage {}", stage + 1),
                _ => String::new(),
            };
            let after = match task.depends_on.as_slice() {
                [] => String::new(),
                earlier => format!("◄── {}", earlier.join(", ")),
            };
            let line = format!(
                "  {label:<8} {:<id_width$}  {:<key_width$}  {after}",
                task.id, task.task_key
            );
            let _ = writeln!(text, "{}", line.trim_end());
        }
    }
    text
}

/// The stage of each task: one more than the latest of those it depends on.
fn stages(plan: &Plan) -> HashMap<&str, usize> {
    let mut stages: HashMap<&str, usize> = HashMap::new();
    // A plan has no cycle, so each round settles at least one task.
    for _ in &plan.tasks {
        for task in &plan.tasks {
            let earlier = task.depends_on.iter().map(|id| stages.get(id.as_str()));
            let stage = earlier
                .map(|stage| stage.map_or(0, |stage| stage + 1))
                .max()
                .unwrap_or_default();
            stages.insert(&task.id, stage);
        }
    }
    stages
}

/// Draws a run: the states of the flow run with their times, then a bar for
/// each task run. Times are in seconds after the first state.
pub(super) fn timeline(states: &[State], task_runs: &[TaskRun]) -> String {
    let Some(first) = states.first() else {
        return "  (the run has no states)\n".to_owned();
    };
    let begin = first.timestamp;
    let ends = task_runs.iter().filter_map(|run| run.end_time);
    let end = states
        .iter()
        .map(|state| state.timestamp)
        .chain(ends)
        .max()
        .unwrap_or(begin);

    let mut text = String::new();
    for state in states {
        let _ = writeln!(
            text,
            "  {:>7.2} s  {}",
            seconds(begin, state.timestamp),
            state.name
        );
    }
    text.push('\n');
    let name_width = width(task_runs.iter().map(|run| run.name.as_str()));
    for run in task_runs {
        let bar = match (run.start_time, run.end_time) {
            (Some(start), Some(stop)) => format!(
                "{}  {:>6.2} – {:.2} s",
                bar(
                    seconds(begin, end),
                    seconds(begin, start),
                    seconds(begin, stop)
                ),
                seconds(begin, start),
                seconds(begin, stop)
            ),
            _ => "·".repeat(BAR_WIDTH),
        };
        let _ = writeln!(
            text,
            "  {:<name_width$}  {bar}  {}",
            run.name, run.state_type
        );
    }
    text
}

/// A bar from `start` to `stop` on a line that stands for `total` seconds. It
/// is never empty, however short the time.
fn bar(total: f64, start: f64, stop: f64) -> String {
    let column = |time: f64| {
        let share = if total > 0.0 { time / total } else { 0.0 };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a share between 0 and 1 of a small width"
        )]
        let column = (share.clamp(0.0, 1.0) * BAR_WIDTH as f64).round() as usize;
        column
    };
    let from = column(start).min(BAR_WIDTH - 1);
    let until = column(stop).clamp(from + 1, BAR_WIDTH);
    format!(
        "{}{}{}",
        "·".repeat(from),
        "█".repeat(until - from),
        "·".repeat(BAR_WIDTH - until)
    )
}

fn seconds(from: DateTime<Utc>, to: DateTime<Utc>) -> f64 {
    (to - from).as_seconds_f64()
}

fn width<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts
        .map(|text| text.chars().count())
        .max()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn tasks_stand_in_the_stage_after_their_latest_dependency() {
        // Out of order on purpose.
        let plan: Plan = serde_json::from_value(json!({"flow_name": "f", "tasks": [
            {"id": "d", "task_key": "s_t", "depends_on": ["a", "c"]},
            {"id": "c", "task_key": "s_t", "depends_on": ["b"]},
            {"id": "a", "task_key": "s_t", "depends_on": []},
            {"id": "b", "task_key": "s_t", "depends_on": []},
        ]}))
        .unwrap();
        assert_eq!(
            graph(&plan),
            "  stage 1  a  s_t\n           b  s_t\n  stage 2  c  s_t  ◄── b\n  stage 3  d  s_t  ◄── a, c\n"
        );
    }

    #[test]
    fn bars_fill_their_share() {
        assert_eq!(bar(4.0, 0.0, 4.0), "█".repeat(40));
        assert_eq!(
            bar(4.0, 1.0, 2.0),
            format!("{}{}{}", "·".repeat(10), "█".repeat(10), "·".repeat(20))
        );
        for (start, stop) in [(0.0, 0.0), (4.0, 4.0), (5.0, 9.0)] {
            let bar = bar(4.0, start, stop);
            assert_eq!(bar.chars().count(), BAR_WIDTH);
            assert_eq!(bar.matches('█').count(), 1);
        }
        assert_eq!(bar(0.0, 0.0, 0.0).matches('█').count(), 1);
    }

    #[test]
    fn the_timeline_counts_from_the_first_state() {
        let at = |second: i64| DateTime::from_timestamp(1_000 + second, 0).unwrap();
        let states =
            [("Scheduled", 0), ("Running", 1), ("Completed", 4)].map(|(name, second)| State {
                name: name.to_owned(),
                timestamp: at(second),
            });
        let run = TaskRun {
            name: "a".to_owned(),
            state_type: "COMPLETED".to_owned(),
            start_time: Some(at(1)),
            end_time: Some(at(4)),
        };
        let text = timeline(&states, &[run]);
        assert!(text.contains("   0.00 s  Scheduled\n"), "{text}");
        assert!(text.contains("   4.00 s  Completed\n"), "{text}");
        assert!(text.contains("  1.00 – 4.00 s  COMPLETED\n"), "{text}");
        assert_eq!(text.matches('█').count(), 30, "{text}");
    }
}
