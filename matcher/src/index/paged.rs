//! [`Paged`]: a growing array that never moves what it holds.

/// Items of a page.
const PAGE: usize = 64;
const SHIFT: u32 = PAGE.trailing_zeros();

/// An array of numbered items in pages of 64.
///
/// A `Vec` copies everything when it grows, which at a million items keeps readers waiting for many
/// milliseconds. Here a page is allocated, or the list of pages copied, which is 64 times 24 bytes shorter.
#[derive(Debug)]
pub(super) struct Paged<T> {
    pages: Vec<Vec<T>>,
    /// Numbers that are not in use.
    free: Vec<u32>,
}

impl<T> Default for Paged<T> {
    fn default() -> Self {
        Self {
            pages: Vec::new(),
            free: Vec::new(),
        }
    }
}

impl<T> Paged<T> {
    /// Keeps an item and gives its number.
    pub(super) fn add(&mut self, item: T) -> u32 {
        if let Some(number) = self.free.pop() {
            *self.at_mut(number) = item;
            return number;
        }
        if self.pages.last().is_none_or(|page| page.len() == PAGE) {
            // The first page grows with its items: most of an index's trees are small.
            let capacity = if self.pages.is_empty() { 0 } else { PAGE };
            self.pages.push(Vec::with_capacity(capacity));
        }
        let full = (self.pages.len() - 1) * PAGE;
        let page = &mut self.pages[full / PAGE];
        page.push(item);
        number_of(full + page.len() - 1)
    }

    /// Lets a number be used again. What it names stays until then.
    pub(super) fn free(&mut self, number: u32) {
        self.free.push(number);
    }

    /// The item of a number that [`Self::add`] gave.
    #[inline]
    pub(super) fn at(&self, number: u32) -> &T {
        let (page, item) = position(number);
        &self.pages[page][item]
    }

    /// The item of a number that [`Self::add`] gave.
    #[inline]
    pub(super) fn at_mut(&mut self, number: u32) -> &mut T {
        let (page, item) = position(number);
        &mut self.pages[page][item]
    }

    /// Every item, those whose numbers are free included.
    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.pages.iter().flatten()
    }
}

/// Page and place of a number; every platform's `usize` holds a `u32`, or could not hold the items.
#[inline]
const fn position(number: u32) -> (usize, usize) {
    ((number >> SHIFT) as usize, number as usize % PAGE)
}

/// More than four thousand million items do not fit the memory of any machine that would hold them.
fn number_of(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_ascend_and_are_used_again() {
        let mut paged = Paged::default();
        let numbers: Vec<u32> = (0..200).map(|item| paged.add(item)).collect();
        assert!(numbers.iter().copied().eq(0..200));
        assert!((0..200).all(|number| *paged.at(number) == number));
        paged.free(70);
        assert_eq!(paged.add(999), 70);
        assert_eq!((*paged.at(70), paged.add(200)), (999, 200));
        assert_eq!(paged.iter().count(), 201);
    }
}
