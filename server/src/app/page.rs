//! Limits, offsets and pages.

use super::{Error, Result};

/// The most objects that one request gets, and the number it gets by default.
pub const MAX_LIMIT: usize = 200;

/// The number of objects to answer with.
///
/// # Errors
///
/// Fails above [`MAX_LIMIT`] and below zero, as Prefect does.
pub fn limit(asked: Option<i64>) -> Result<usize> {
    match asked {
        None => Ok(MAX_LIMIT),
        Some(asked) => match usize::try_from(asked) {
            Ok(asked) if asked <= MAX_LIMIT => Ok(asked),
            Ok(_) => Err(Error::Invalid(format!(
                "Invalid limit: must be less than or equal to {MAX_LIMIT}."
            ))),
            Err(_) => Err(Error::Invalid(
                "Invalid limit: must be greater than or equal to 0.".to_owned(),
            )),
        },
    }
}

/// How many of what matches to leave out first.
pub fn offset(asked: Option<i64>) -> usize {
    asked.map_or(0, |asked| usize::try_from(asked).unwrap_or(0))
}

/// One page of what matches.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// What is on the page.
    pub results: Vec<T>,
    /// How many match in all.
    pub count: usize,
    /// How many fit on a page.
    pub limit: usize,
    /// How many pages there are.
    pub pages: usize,
    /// Which page this is, from 1.
    pub page: usize,
}

impl<T> Page<T> {
    /// Cuts page number `page` (from 1) out of all that matches, in order.
    pub fn cut(matching: Vec<T>, page: usize, limit: usize) -> Self {
        let count = matching.len();
        let offset = page.saturating_sub(1).saturating_mul(limit);
        Self {
            results: matching.into_iter().skip(offset).take(limit).collect(),
            count,
            limit,
            pages: if limit == 0 { 0 } else { count.div_ceil(limit) },
            page,
        }
    }

    /// The same page of something else.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page {
            results: self.results.into_iter().map(change).collect(),
            count: self.count,
            limit: self.limit,
            pages: self.pages,
            page: self.page,
        }
    }

    /// Takes page number `asked` (from 1, the first by default) out of `matching`,
    /// of which there are `count`. Goes no further than the page.
    pub fn take(
        matching: impl Iterator<Item = T>,
        count: usize,
        asked: Option<i64>,
        limit: usize,
    ) -> Self {
        let page = asked.map_or(1, |asked| usize::try_from(asked).unwrap_or(1));
        let offset = page.saturating_sub(1).saturating_mul(limit);
        Self {
            results: matching.skip(offset).take(limit).collect(),
            count,
            limit,
            pages: if limit == 0 { 0 } else { count.div_ceil(limit) },
            page,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Error, Page, limit};

    #[test]
    fn limits_have_bounds() {
        assert_eq!(limit(None), Ok(200));
        assert_eq!(limit(Some(0)), Ok(0));
        assert!(matches!(limit(Some(201)), Err(Error::Invalid(_))));
        assert!(matches!(limit(Some(-1)), Err(Error::Invalid(_))));
    }

    #[test]
    fn the_last_page_is_short() {
        let page = Page::cut((0..5).collect(), 3, 2);
        assert_eq!((page.results, page.count, page.pages), (vec![4], 5, 3));
        assert_eq!(
            Page::cut((0..5).collect::<Vec<_>>(), 9, 2).results,
            Vec::<i32>::new()
        );
    }
}
