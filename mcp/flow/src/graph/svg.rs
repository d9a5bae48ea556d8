//! The graph as an SVG image: a column for each level, from left to right.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::{TaskGraph, TaskNode};

// All lengths are in SVG user units, which are pixels at the image's natural size.
const BOX_HEIGHT: usize = 46;
const COLUMN_GAP: usize = 64;
const ROW_GAP: usize = 18;
const MARGIN: usize = 16;
const PADDING: usize = 12;
/// The width of a character of the fonts below, rounded up.
const CHAR_WIDTH: usize = 8;
/// The longest label, in characters; longer ones are cut.
const MAX_LABEL_CHARS: usize = 36;

const STYLE: &str = "text{font-family:ui-monospace,Menlo,Consolas,monospace;fill:#1b2733}\
.id{font-size:13px;font-weight:600}.tool{font-size:11px;fill:#5b6b7b}\
rect.task{fill:#f4f8ff;stroke:#4a7fd6;stroke-width:1.2}path{fill:none;stroke:#8aa0b8;stroke-width:1.4}";

/// Where a task's box is: its left and top edge, and its width.
#[derive(Clone, Copy)]
struct Place {
    left: usize,
    top: usize,
    width: usize,
}

pub(super) fn draw(graph: &TaskGraph) -> String {
    let places = layout(graph);
    let right = places
        .values()
        .map(|place| place.left + place.width)
        .max()
        .unwrap_or(0);
    let bottom = places
        .values()
        .map(|place| place.top + BOX_HEIGHT)
        .max()
        .unwrap_or(0);
    let (width, height) = (right + MARGIN, bottom + MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\">\n\
         <style>{STYLE}</style>\n\
         <defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" style=\"fill:#8aa0b8;stroke:none\"/></marker></defs>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n"
    );
    for node in graph.nodes() {
        for need in &node.needs {
            if let (Some(from), Some(to)) =
                (places.get(need.as_str()), places.get(node.id.as_str()))
            {
                svg.push_str(&edge(*from, *to));
            }
        }
    }
    for node in graph.nodes() {
        if let Some(place) = places.get(node.id.as_str()) {
            svg.push_str(&task(node, *place));
        }
    }
    svg.push_str("</svg>\n");
    svg
}

fn layout(graph: &TaskGraph) -> HashMap<&str, Place> {
    let mut places: HashMap<&str, Place> = HashMap::new();
    let mut left = MARGIN;
    for level in graph.levels() {
        // Boxes beside those that they need make for fewer crossing lines.
        let mut column: Vec<(usize, &TaskNode)> = level
            .iter()
            .map(|node| {
                let tops: Vec<usize> = node
                    .needs
                    .iter()
                    .filter_map(|need| places.get(need.as_str()))
                    .map(|p| p.top)
                    .collect();
                (tops.iter().sum::<usize>() / tops.len().max(1), node)
            })
            .collect();
        column.sort_by_key(|(top, _)| *top);
        let label = |node: &TaskNode| {
            node.id
                .chars()
                .count()
                .max(node.tool.chars().count())
                .min(MAX_LABEL_CHARS)
        };
        let width = level.iter().map(label).max().unwrap_or(0) * CHAR_WIDTH + 2 * PADDING;
        for (row, (_, node)) in column.into_iter().enumerate() {
            let top = MARGIN + row * (BOX_HEIGHT + ROW_GAP);
            places.insert(&node.id, Place { left, top, width });
        }
        left += width + COLUMN_GAP;
    }
    places
}

fn edge(from: Place, to: Place) -> String {
    let (x1, y1) = (from.left + from.width, from.top + BOX_HEIGHT / 2);
    let (x2, y2) = (to.left, to.top + BOX_HEIGHT / 2);
    let bend = COLUMN_GAP / 2;
    format!(
        "<path d=\"M{x1} {y1}C{} {y1} {} {y2} {x2} {y2}\" marker-end=\"url(#tip)\"/>\n",
        x1 + bend,
        x2.saturating_sub(bend)
    )
}

fn task(node: &TaskNode, place: Place) -> String {
    let Place { left, top, width } = place;
    let text = left + PADDING;
    let mut svg = format!(
        "<rect class=\"task\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{BOX_HEIGHT}\" rx=\"7\"/>\n"
    );
    for (class, baseline, label) in [("id", top + 20, &node.id), ("tool", top + 36, &node.tool)] {
        let _ = writeln!(
            svg,
            "<text class=\"{class}\" x=\"{text}\" y=\"{baseline}\">{}</text>",
            escape(label)
        );
    }
    svg
}

/// A label as XML text, cut to what its box holds.
fn escape(label: &str) -> String {
    let mut escaped = String::with_capacity(label.len());
    for (at, c) in label.chars().enumerate() {
        if at + 1 == MAX_LABEL_CHARS && label.chars().nth(MAX_LABEL_CHARS).is_some() {
            escaped.push('…');
            break;
        }
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            // XML 1.0 has no way to write these.
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => escaped.push('\u{FFFD}'),
            c => escaped.push(c),
        }
    }
    escaped
}
