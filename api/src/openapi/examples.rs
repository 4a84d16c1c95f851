//! Examples of answers, put together from those of their fields: one source for both, and no answer without one.

use serde_json::{Map, Value, json};
use utoipa::openapi::path::Operation;
use utoipa::openapi::{OpenApi, PathItem, RefOr};

/// How deep an example goes; no answer of ours nests deeper.
const DEEPEST: usize = 12;

/// Gives every JSON answer of a description an example that has none.
///
/// # Errors
/// When the schemas cannot be written as JSON.
pub fn add(document: &mut OpenApi) -> Result<(), serde_json::Error> {
    let Some(components) = &mut document.components else {
        return Ok(());
    };
    let schemas = serde_json::to_value(&components.schemas)?;
    for response in components.responses.values_mut() {
        fill(response, &schemas)?;
    }
    for path in document.paths.paths.values_mut() {
        for operation in operations(path) {
            for response in operation.responses.responses.values_mut() {
                fill(response, &schemas)?;
            }
        }
    }
    Ok(())
}

fn operations(path: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [
        &mut path.get,
        &mut path.put,
        &mut path.post,
        &mut path.delete,
        &mut path.patch,
    ]
    .into_iter()
    .flatten()
}

fn fill(
    response: &mut RefOr<utoipa::openapi::Response>,
    schemas: &Value,
) -> Result<(), serde_json::Error> {
    let RefOr::T(response) = response else {
        return Ok(());
    };
    for (media_type, content) in &mut response.content {
        let RefOr::T(content) = content else {
            continue;
        };
        if let (Some(schema), None, true) = (
            &content.schema,
            &content.example,
            media_type.ends_with("json"),
        ) {
            content.example = Some(example(&serde_json::to_value(schema)?, schemas, DEEPEST));
        }
    }
    Ok(())
}

/// An example of a schema: its own, or one made of its parts'.
fn example(schema: &Value, schemas: &Value, depth: usize) -> Value {
    if let Some(own) = schema
        .get("example")
        .or_else(|| schema.pointer("/examples/0"))
    {
        return own.clone();
    }
    if depth == 0 {
        return Value::Null;
    }
    let inner = |schema: &Value| example(schema, schemas, depth - 1);
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let name = name.rsplit('/').next().unwrap_or_default();
        return schemas.get(name).map_or(Value::Null, inner);
    }
    if let Some(parts) = schema.get("allOf").and_then(Value::as_array) {
        let mut all = Map::new();
        for part in parts {
            if let Value::Object(members) = inner(part) {
                all.extend(members);
            }
        }
        return Value::Object(all);
    }
    let either = schema.get("oneOf").or_else(|| schema.get("anyOf"));
    if let Some(choices) = either.and_then(Value::as_array) {
        let something = |choice: &&Value| choice.get("type") != Some(&json!("null"));
        return choices.iter().find(something).map_or(Value::Null, inner);
    }
    if let Some(word) = schema.get("const").or_else(|| schema.pointer("/enum/0")) {
        return word.clone();
    }
    match kind(schema) {
        "object" => Value::Object(
            schema
                .get("properties")
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
                .map(|(name, schema)| (name.clone(), inner(schema)))
                .collect(),
        ),
        "array" => json!(
            schema
                .get("items")
                .map(inner)
                .into_iter()
                .collect::<Vec<_>>()
        ),
        kind => leaf(kind, schema),
    }
}

/// The type of a schema, the one beside null if it may be null.
fn kind(schema: &Value) -> &str {
    match schema.get("type") {
        Some(Value::String(kind)) => kind,
        Some(Value::Array(kinds)) => kinds
            .iter()
            .filter_map(Value::as_str)
            .find(|kind| *kind != "null")
            .unwrap_or("null"),
        _ if schema.get("properties").is_some() => "object",
        _ => "null",
    }
}

fn leaf(kind: &str, schema: &Value) -> Value {
    let format = schema.get("format").and_then(Value::as_str);
    match (kind, format) {
        ("string", Some("uuid")) => json!("01935a00-7c1e-7000-8000-000000000001"),
        ("string", Some("date-time")) => json!("2026-12-01T02:00:00Z"),
        ("string", Some("date")) => json!("2026-12-01"),
        ("integer", _) => schema.get("minimum").cloned().unwrap_or(json!(1)),
        ("number", _) => schema.get("minimum").cloned().unwrap_or(json!(1.0)),
        ("boolean", _) => json!(true),
        _ => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places in an example that say nothing.
    fn silent(at: &str, value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Null => found.push(at.to_owned()),
            Value::Object(members) => members
                .iter()
                .for_each(|(name, value)| silent(&format!("{at}.{name}"), value, found)),
            Value::Array(items) => items
                .iter()
                .for_each(|value| silent(&format!("{at}[]"), value, found)),
            Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    #[test]
    fn every_answer_has_an_example_that_says_something() {
        let mut document = super::super::document();
        let mut found = Vec::new();
        for (path, item) in &mut document.paths.paths {
            for operation in operations(item) {
                let id = operation.operation_id.clone().unwrap_or_default();
                for (status, response) in &operation.responses.responses {
                    let RefOr::T(response) = response else {
                        continue;
                    };
                    for (media_type, content) in &response.content {
                        let RefOr::T(content) = content else {
                            continue;
                        };
                        let json = media_type.ends_with("json");
                        match &content.example {
                            Some(example) => silent(&format!("{id} {status}"), example, &mut found),
                            None => assert!(!json, "{path} {status} has no example"),
                        }
                    }
                }
            }
        }
        assert!(found.is_empty(), "examples that say nothing: {found:#?}");
    }
}
