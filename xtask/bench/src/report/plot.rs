//! One plot: lines on logarithmic axes, each with its label at its end.

use std::path::Path;

use anyhow::anyhow;
use plotters::coord::Shift;
use plotters::prelude::{
    Circle, Color as _, DrawingArea, IntoDrawingArea as _, IntoFont as _, PathElement, RGBColor,
    SVGBackend, Text, TextStyle, WHITE,
};
use plotters::style::FontTransform;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::table::grouped;

/// The size of a plot, in pixels.
const SIZE: (u32, u32) = (900, 520);
/// Where its axes are: left, top, right, bottom.
const FRAME: (i32, i32, i32, i32) = (96, 56, 640, 456);

/// How far labels are apart at least, in pixels.
const LABEL_DISTANCE: i32 = 19;

/// Colours that people with any colour vision tell apart (Okabe and Ito's).
const COLOURS: [RGBColor; 8] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(86, 180, 233),
    RGBColor(230, 159, 0),
    RGBColor(120, 94, 240),
    RGBColor(80, 80, 80),
];
const INK: RGBColor = RGBColor(50, 50, 50);
const GRID: RGBColor = RGBColor(225, 225, 225);

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// Lines over two logarithmic axes.
pub(super) struct Plot {
    pub(super) title: String,
    pub(super) x: Axis,
    pub(super) y: Axis,
    pub(super) lines: Vec<Line>,
}

/// An axis.
pub(super) struct Axis {
    pub(super) title: &'static str,
    /// Where it may have ticks, ascending and above zero.
    pub(super) ticks: &'static [f64],
}

/// A line through points, whose coordinates are above zero.
pub(super) struct Line {
    pub(super) label: String,
    pub(super) points: Vec<(f64, f64)>,
}

/// The part of an axis that is drawn, and its place in pixels.
struct Scale {
    ticks: Vec<f64>,
    from: (f64, i32),
    to: (f64, i32),
}

impl Scale {
    /// The ticks around all values.
    fn around(axis: &Axis, values: impl Iterator<Item = f64> + Clone, from: i32, to: i32) -> Self {
        let least = values.clone().fold(f64::INFINITY, f64::min);
        let most = values.fold(0.0, f64::max);
        let first = axis.ticks.iter().rposition(|tick| *tick <= least);
        let last = axis.ticks.iter().position(|tick| *tick >= most);
        let last = last.unwrap_or(axis.ticks.len() - 1);
        let ticks = axis.ticks[first.unwrap_or(0).min(last)..=last].to_vec();
        Self {
            from: (ticks[0].min(least), from),
            to: (ticks[ticks.len() - 1].max(most), to),
            ticks,
        }
    }

    /// Where a value is, in pixels.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it is a place in the picture"
    )]
    fn place(&self, value: f64) -> i32 {
        let span = (self.to.0 / self.from.0).ln();
        let share = if span > 0.0 {
            (value / self.from.0).ln() / span
        } else {
            0.5
        };
        self.from.1 + (f64::from(self.to.1 - self.from.1) * share).round() as i32
    }
}

impl Plot {
    /// Draws it into a file.
    pub(super) fn draw(&self, path: &Path) -> anyhow::Result<()> {
        let area = SVGBackend::new(path, SIZE).into_drawing_area();
        self.draw_on(&area)
            .and_then(|()| Ok(area.present()?))
            .map_err(|error| anyhow!("cannot write {}: {error}", path.display()))
    }

    fn draw_on(&self, area: &Area<'_>) -> anyhow::Result<()> {
        let (left, top, right, bottom) = FRAME;
        let points = self.lines.iter().flat_map(|line| &line.points);
        let x = Scale::around(&self.x, points.clone().map(|(x, _)| *x), left, right);
        let y = Scale::around(&self.y, points.map(|(_, y)| *y), bottom, top);

        area.fill(&WHITE)?;
        write(area, &self.title, (left, 24), 17, INK, HPos::Left)?;
        for tick in &x.ticks {
            let place = x.place(*tick);
            area.draw(&PathElement::new([(place, top), (place, bottom)], GRID))?;
            write(
                area,
                &grouped(*tick),
                (place, bottom + 16),
                13,
                INK,
                HPos::Center,
            )?;
        }
        for tick in &y.ticks {
            let place = y.place(*tick);
            area.draw(&PathElement::new([(left, place), (right, place)], GRID))?;
            write(
                area,
                &grouped(*tick),
                (left - 8, place),
                13,
                INK,
                HPos::Right,
            )?;
        }
        let middle = i32::midpoint(left, right);
        write(
            area,
            self.x.title,
            (middle, bottom + 42),
            14,
            INK,
            HPos::Center,
        )?;
        let style = style(14, INK, HPos::Center, FontTransform::Rotate270);
        let middle = i32::midpoint(top, bottom);
        area.draw(&Text::new(self.y.title, (22, middle), style))?;

        let mut labels = Vec::new();
        for (line, colour) in self.lines.iter().zip(COLOURS.iter().cycle()) {
            let points: Vec<_> = line
                .points
                .iter()
                .map(|(at, value)| (x.place(*at), y.place(*value)))
                .collect();
            labels.extend(
                points
                    .last()
                    .map(|end| (end.1, line.label.as_str(), *colour)),
            );
            for point in &points {
                area.draw(&Circle::new(*point, 4, colour.filled()))?;
            }
            area.draw(&PathElement::new(points, colour.stroke_width(2)))?;
        }
        for (place, label, colour) in apart(labels) {
            write(area, label, (right + 14, place), 14, colour, HPos::Left)?;
        }
        Ok(())
    }
}

/// Moves labels down until none covers another.
fn apart(mut labels: Vec<(i32, &str, RGBColor)>) -> Vec<(i32, &str, RGBColor)> {
    labels.sort_by_key(|(place, ..)| *place);
    let mut least = i32::MIN;
    for (place, ..) in &mut labels {
        *place = (*place).max(least);
        least = *place + LABEL_DISTANCE;
    }
    labels
}

fn style(
    size: i32,
    colour: RGBColor,
    anchor: HPos,
    transform: FontTransform,
) -> TextStyle<'static> {
    let font = ("sans-serif", size).into_font().transform(transform);
    font.color(&colour).pos(Pos::new(anchor, VPos::Center))
}

fn write(
    area: &Area<'_>,
    text: &str,
    place: (i32, i32),
    size: i32,
    colour: RGBColor,
    anchor: HPos,
) -> anyhow::Result<()> {
    let style = style(size, colour, anchor, FontTransform::None);
    Ok(area.draw(&Text::new(text.to_owned(), place, style))?)
}

#[cfg(test)]
mod tests {
    use super::{Axis, INK, Scale, apart};

    #[test]
    fn a_scale_goes_around_its_values() {
        let axis = Axis {
            title: "",
            ticks: &[1.0, 10.0, 100.0, 1000.0],
        };
        let scale = Scale::around(&axis, [20.0, 70.0].into_iter(), 0, 100);
        assert_eq!(scale.ticks, [10.0, 100.0]);
        assert_eq!([10.0, 100.0].map(|value| scale.place(value)), [0, 100]);
        // Values beyond all ticks are drawn as well.
        let scale = Scale::around(&axis, [0.1, 5000.0].into_iter(), 0, 100);
        assert_eq!([0.1, 5000.0].map(|value| scale.place(value)), [0, 100]);
    }

    #[test]
    fn labels_do_not_cover_each_other() {
        let labels = vec![(10, "b", INK), (8, "a", INK), (90, "c", INK)];
        let places: Vec<_> = apart(labels)
            .into_iter()
            .map(|(place, label, _)| (place, label))
            .collect();
        assert_eq!(places, [(8, "a"), (27, "b"), (90, "c")]);
    }
}
