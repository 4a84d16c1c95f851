//! From the text of a file to places by code, or to the list of everything that is wrong with it.

use std::collections::BTreeMap;
use std::fmt;

use geo::{InteriorPoint as _, MultiPolygon};
use jinlin_matcher::{Crs, Wgs84};
use serde_json::Value;

use super::bounds::CityBounds;
use super::geometry::Reader;
use crate::divisions::Registry;

/// Something wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Index of the feature, from 0; none for the file itself.
    pub feature: Option<usize>,
    /// Path within the feature.
    pub field: String,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.feature {
            Some(index) => write!(f, "features[{index}].{}: {}", self.field, self.message),
            None => write!(f, "{}: {}", self.field, self.message),
        }
    }
}

/// What a file says of one division.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its code.
    pub code: String,
    /// Its centre: the one given, else a point within its boundary.
    pub centre: Option<Wgs84>,
    /// Its boundary, WGS-84.
    pub boundary: Option<MultiPolygon>,
}

/// What has been read of one division so far, with the features that said so.
#[derive(Default)]
struct Draft {
    centre: Option<(usize, Wgs84)>,
    boundary: Option<(usize, MultiPolygon)>,
}

/// Reads a `FeatureCollection` whose coordinates are in `crs`. O(features + corners²) at worst, for the check that no
/// boundary crosses itself.
///
/// # Errors
/// Every fault of the file, in its order.
pub fn read_places(
    text: &str,
    crs: Crs,
    registry: &Registry,
    bounds: &CityBounds,
) -> Result<Vec<Place>, Vec<Issue>> {
    let whole = |field: &str, message: String| {
        vec![Issue {
            feature: None,
            field: field.to_owned(),
            message,
        }]
    };
    // Files written on Windows may begin with a byte order mark.
    let collection: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| whole("file", format!("is not JSON: {error}")))?;
    if collection.get("type").and_then(Value::as_str) != Some("FeatureCollection") {
        return Err(whole("type", "is not `FeatureCollection`".to_owned()));
    }
    let features = collection
        .get("features")
        .and_then(Value::as_array)
        .ok_or_else(|| whole("features", "is not a list".to_owned()))?;
    if features.is_empty() {
        return Err(whole("features", "is empty".to_owned()));
    }
    let mut drafts: BTreeMap<String, Draft> = BTreeMap::new();
    let mut issues = Vec::new();
    for (index, feature) in features.iter().enumerate() {
        let code = code_of(feature, registry);
        let shape = Reader::new(crs, bounds).read(feature);
        let mut report = |field: String, message: String| {
            issues.push(Issue {
                feature: Some(index),
                field,
                message,
            })
        };
        let (code, shape) = match (code, shape) {
            (Ok(code), Ok(shape)) => (code, shape),
            (code, shape) => {
                if let Err((field, message)) = code {
                    report(field, message);
                }
                for (field, message) in shape.err().into_iter().flatten() {
                    report(field, message);
                }
                continue;
            }
        };
        let draft = drafts.entry(code).or_default();
        let centre_before = shape
            .centre
            .and_then(|centre| draft.centre.replace((index, centre)))
            .map(|(before, _)| before);
        let boundary_before = shape
            .boundary
            .and_then(|boundary| draft.boundary.replace((index, boundary)))
            .map(|(before, _)| before);
        for (what, before) in [("centre", centre_before), ("boundary", boundary_before)] {
            if let Some(before) = before {
                report(
                    "properties.code".to_owned(),
                    format!("its {what} was given by features[{before}] already"),
                );
            }
        }
    }
    if issues.is_empty() {
        Ok(drafts.into_iter().map(finish).collect())
    } else {
        Err(issues)
    }
}

fn finish((code, draft): (String, Draft)) -> Place {
    let boundary = draft.boundary.map(|(_, boundary)| boundary);
    let within = || {
        let point = boundary.as_ref()?.interior_point()?;
        Wgs84::new(point.x(), point.y()).ok()
    };
    Place {
        centre: draft.centre.map(|(_, centre)| centre).or_else(within),
        code,
        boundary,
    }
}

/// The code of a feature that is a division: property `code`, else property `id`, else the feature's own `id`.
fn code_of(feature: &Value, registry: &Registry) -> Result<String, (String, String)> {
    if feature.get("type").and_then(Value::as_str) != Some("Feature") {
        return Err(("type".to_owned(), "is not `Feature`".to_owned()));
    }
    let property = |name: &str| {
        feature
            .get("properties")
            .and_then(|properties| properties.get(name))
    };
    let (field, value) = [
        ("properties.code", property("code")),
        ("properties.id", property("id")),
        ("id", feature.get("id")),
    ]
    .into_iter()
    .find_map(|(field, value)| {
        value
            .filter(|value| !value.is_null())
            .map(|value| (field, value))
    })
    .ok_or_else(|| ("properties.code".to_owned(), "is missing".to_owned()))?;
    let code = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) if number.is_u64() => number.to_string(),
        _ => {
            return Err((
                field.to_owned(),
                "is neither text nor a whole number".to_owned(),
            ));
        }
    };
    if registry.get(&code).is_none() {
        return Err((
            field.to_owned(),
            format!(
                "`{code}` is not the code of a division of {}",
                registry.year()
            ),
        ));
    }
    Ok(code)
}
