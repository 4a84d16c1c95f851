//! The 500 m grid that stands for a place until a task is accepted.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::coord::Wgs84;
use crate::distance::EARTH_RADIUS_M;

/// Side of a cell, metres.
pub const CELL_M: f64 = 500.0;

/// A cell of the privacy grid: rows of 500 m of latitude from the equator, columns of 500 m at the row's middle
/// from Greenwich.
///
/// Between 85° south and 85° north every place is within 360 m of its cell's centre (half a diagonal is 353.6
/// m). Written as text, also in JSON: `r6817c19908`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cell {
    row: i32,
    col: i32,
}

/// What is no cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a cell of the 500 m grid, such as `r6817c19908`")]
pub struct CellError;

/// Height of a row in degrees.
fn row_degrees() -> f64 {
    (CELL_M / EARTH_RADIUS_M).to_degrees()
}

/// Latitude of a row's middle.
fn row_middle(row: i32) -> f64 {
    ((f64::from(row) + 0.5) * row_degrees()).clamp(-90.0, 90.0)
}

/// Width of a row's columns in degrees; the whole circle at the poles.
fn column_degrees(row: i32) -> f64 {
    (row_degrees() / row_middle(row).to_radians().cos().max(1e-9)).min(360.0)
}

/// The cell number of a coordinate; the range of degrees keeps it far inside `i32`.
fn number(degrees: f64, step: f64) -> i32 {
    (degrees / step).floor() as i32
}

impl Cell {
    /// The cell that a place lies in. A place on an edge belongs to the cell north or east of it.
    #[must_use]
    pub fn of(place: Wgs84) -> Self {
        let row = number(place.lat(), row_degrees());
        Self {
            row,
            col: number(place.lon(), column_degrees(row)),
        }
    }

    /// The cell of a row and a column.
    ///
    /// # Errors
    /// When the Earth has no such cell.
    pub fn new(row: i32, col: i32) -> Result<Self, CellError> {
        let rows = number(-90.0, row_degrees())..=number(90.0, row_degrees());
        let columns = || number(-180.0, column_degrees(row))..=number(180.0, column_degrees(row));
        if rows.contains(&row) && columns().contains(&col) {
            Ok(Self { row, col })
        } else {
            Err(CellError)
        }
    }

    /// Its row: 0 begins at the equator, northern rows are positive.
    #[must_use]
    pub const fn row(self) -> i32 {
        self.row
    }

    /// Its column: 0 begins at Greenwich, eastern columns are positive.
    #[must_use]
    pub const fn col(self) -> i32 {
        self.col
    }

    /// Its centre.
    #[must_use]
    pub fn centre(self) -> Wgs84 {
        let lon = ((f64::from(self.col) + 0.5) * column_degrees(self.row)).clamp(-180.0, 180.0);
        Wgs84::clamped(lon, row_middle(self.row))
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "r{}c{}", self.row, self.col)
    }
}

impl FromStr for Cell {
    type Err = CellError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (row, col) = text
            .strip_prefix('r')
            .and_then(|rest| rest.split_once('c'))
            .ok_or(CellError)?;
        let parsed = row.parse().ok().zip(col.parse().ok());
        let cell = parsed.map_or(Err(CellError), |(row, col)| Self::new(row, col))?;
        // One cell, one text: no signs or zeros in front.
        if cell.to_string() == text {
            Ok(cell)
        } else {
            Err(CellError)
        }
    }
}

impl TryFrom<String> for Cell {
    type Error = CellError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Cell> for String {
    fn from(cell: Cell) -> Self {
        cell.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distance::distance;

    #[test]
    fn is_stable_text() {
        // Clients and rows keep this text, so it must never change.
        let cell = Cell::of(Wgs84::new(104.0657, 30.6574).unwrap());
        assert_eq!(cell.to_string(), "r6817c19908");
        assert_eq!("r6817c19908".parse(), Ok(cell));
        assert_eq!(
            serde_json::from_str::<Cell>(r#""r6817c19908""#).unwrap(),
            cell
        );
        assert_eq!(
            "r-1c-1"
                .parse::<Cell>()
                .map(|cell| (cell.row(), cell.col())),
            Ok((-1, -1))
        );
    }

    #[test]
    fn refuses_what_is_no_cell() {
        for text in [
            "",
            "r1",
            "c1r1",
            "r1c",
            "r+1c1",
            "r01c1",
            "r1c1 ",
            "r20016c0",
            "r0c40031",
            "r99999999999c1",
            "r-0c1",
        ] {
            assert_eq!(text.parse::<Cell>(), Err(CellError), "{text}");
        }
    }

    #[test]
    fn has_a_centre_everywhere() {
        for (lon, lat) in [
            (180.0, 0.0),
            (-180.0, 0.0),
            (0.0, 90.0),
            (17.0, -90.0),
            (180.0, 84.9),
            (-180.0, -84.9),
        ] {
            let place = Wgs84::new(lon, lat).unwrap();
            let cell = Cell::of(place);
            assert_eq!(cell.to_string().parse(), Ok(cell));
            assert!(distance(place, cell.centre()).get() < 510.0, "{cell}");
        }
    }
}
