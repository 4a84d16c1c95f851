//! `jinlin plan FILE`: a matching problem as a document, its answer as another; docs/plan.md is the schema.

use std::io::{ErrorKind, Read as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use jinlin_matcher::plan::{
    CostsInput, Mode, PlanError, PlanInput, PlanMode, Progress, plan_costs, plan_with,
};
use serde::{Deserialize, Serialize};

use super::BAD_INPUT;

/// Solves the document in a file, or in standard input for `-`. Exit code 2 means that it is not what docs/plan.md describes.
///
/// # Errors
/// When the document cannot be read or the answer cannot be written.
pub(super) fn run(file: &Path) -> anyhow::Result<ExitCode> {
    let bytes = if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes)?;
        bytes
    } else {
        std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?
    };
    match text(bytes).and_then(|text| solve(&text)) {
        Ok(output) => {
            match writeln!(std::io::stdout(), "{output}") {
                // Whoever reads has seen enough (`| head`).
                Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
                written => written?,
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            eprintln!("jinlin plan: {error}");
            Ok(ExitCode::from(BAD_INPUT))
        }
    }
}

/// The document's text. Some editors put a mark of the byte order before it, which JSON lets a reader ignore.
fn text(bytes: Vec<u8>) -> Result<String, String> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = error.as_bytes().get(..error.utf8_error().valid_up_to());
        let newlines = before.unwrap_or_default().iter();
        let line = 1 + newlines.filter(|byte| **byte == b'\n').count();
        format!("the document is not UTF-8 at line {line}")
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(text) => text.to_owned(),
        None => text,
    })
}

/// The answer as JSON, or what is wrong with the document.
fn solve(text: &str) -> Result<String, String> {
    let mut progress = |progress: Progress| eprintln!("jinlin plan: {progress}");
    match read::<PlanMode>(text) {
        Ok(PlanMode { mode: Mode::Costs }) => {
            let input: CostsInput = read(text).map_err(|error| error.said)?;
            said(text, plan_costs(&input, &mut progress))
        }
        Ok(_) => {
            let input: PlanInput = read(text).map_err(|error| error.said)?;
            said(text, plan_with(&input, &mut progress))
        }
        Err(error) => Err(broken(text, error)),
    }
}

/// Why a document cannot be read.
struct Unreadable {
    said: String,
    /// Not JSON, or not all of it, as against JSON of another shape.
    is_syntax: bool,
}

/// A document whose mode cannot be found. Where it is no JSON, whoever reads all its fields comes closest to the place.
fn broken(text: &str, error: Unreadable) -> String {
    if !error.is_syntax {
        return error.said;
    }
    let closer = [
        read::<PlanInput>(text).err(),
        read::<CostsInput>(text).err(),
    ];
    let closer = closer.into_iter().flatten().find(|error| error.is_syntax);
    closer.unwrap_or(error).said
}

/// Reads a document; an error names the field, the line and the column.
fn read<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, Unreadable> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.inner();
        let is_syntax = inner.is_syntax() || inner.is_eof();
        // A key that was not read to its end is a question mark.
        let path = match path.trim_end_matches(".?") {
            "." | "?" => "the document",
            path => path,
        };
        Unreadable {
            said: match is_syntax {
                true => format!("{path}: not JSON: {inner}"),
                false => format!("{path}: {inner}"),
            },
            is_syntax,
        }
    })?;
    deserializer.end().map_err(|error| Unreadable {
        said: format!("there is more after the document: {error}"),
        is_syntax: false,
    })?;
    Ok(read)
}

/// A plan as JSON, or what is wrong with its document and in which line.
fn said<T: Serialize>(text: &str, plan: Result<T, PlanError>) -> Result<String, String> {
    let plan = plan.map_err(|error| match error.line(text) {
        Some(line) => format!("{error} at line {line}"),
        None => error.to_string(),
    })?;
    serde_json::to_string_pretty(&plan).map_err(|error| error.to_string())
}
