//! The API description, made from the table of endpoints and the access table.
//!
//! What every operation shares is added here once: `x-access`, sign-in, `Idempotency-Key`, and the error answers.

mod examples;

use std::collections::BTreeMap;

use serde_json::json;
use utoipa::openapi::path::{HttpMethod, Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, InfoBuilder, License, ObjectBuilder, OpenApi,
    OpenApiBuilder, PathsBuilder, Ref, RefOr, Required, Response, ResponseBuilder, ServerBuilder,
};
use utoipa::{PartialSchema as _, ToSchema as _};

use crate::operations::RULES;
use crate::platform::access::Rule;
use crate::platform::problem::{FieldCode, FieldErrorBody, ProblemBody};
use crate::routes::{Endpoint, endpoints};

/// The whole description.
#[must_use]
pub fn document() -> OpenApi {
    let rules: BTreeMap<_, _> = RULES.iter().map(|rule| (rule.id, rule)).collect();
    let mut paths = PathsBuilder::new().build();
    let mut schemas = Vec::new();
    for endpoint in endpoints() {
        (endpoint.schemas)(&mut schemas);
        if let Some(rule) = rules.get(endpoint.id) {
            let operation = complete(&endpoint, rule);
            paths.add_path_operation(&endpoint.path, vec![endpoint.method], operation);
        }
    }
    ProblemBody::schemas(&mut schemas);
    schemas.push(("Problem".to_owned(), ProblemBody::schema()));
    schemas.push(("FieldError".to_owned(), FieldErrorBody::schema()));
    schemas.push(("FieldCode".to_owned(), FieldCode::schema()));
    let problem = ResponseBuilder::new()
        .description("What went wrong and what to do, in the language of `Accept-Language`")
        .content(
            "application/problem+json",
            ContentBuilder::new()
                .schema(Some(Ref::from_schema_name("Problem")))
                .build(),
        )
        .build();
    let components = ComponentsBuilder::new()
        .schemas_from_iter(schemas)
        .response("Problem", problem)
        .security_scheme(
            "bearer",
            SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)),
        )
        .build();
    let mut info = InfoBuilder::new()
        .title("Jinlin 近邻")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Internet + social work: residents post needs, nearby social workers and volunteers take them. Errors are \
             RFC 9457 problems with a stable `code`. `x-access` says which role reaches which records: records out of \
             reach are 404.",
        ))
        .build();
    let mut license = License::new("Apache-2.0");
    license.identifier = Some("Apache-2.0".to_owned());
    info.license = Some(license);
    let mut document = OpenApiBuilder::new()
        .info(info)
        .servers(Some([ServerBuilder::new().url("/").build()]))
        .paths(paths)
        .components(Some(components))
        .build();
    if let Err(error) = examples::add(&mut document) {
        // Schemas are JSON to begin with; a description without examples still describes.
        tracing::error!(error = %error, "no examples of answers");
    }
    document
}

/// The description as it lies in `openapi.yaml`.
///
/// # Errors
/// When it cannot be written as YAML.
pub fn yaml() -> anyhow::Result<String> {
    let head = "# Made from the code by `jinlin openapi` (make openapi). Do not edit.\n";
    let text: String = document()
        .to_yaml()?
        .lines()
        .map(|line| quote_word(line) + "\n")
        .collect();
    Ok(format!("{head}{text}"))
}

/// Quotes the words that readers of YAML 1.1 take for something else: truth values, times (17:00 is 1020 to them) and dates. The
/// writer knows only YAML 1.2.
fn quote_word(line: &str) -> String {
    let word = line.rsplit(' ').next().unwrap_or_default();
    let value = line.trim_start().starts_with("- ") || line.contains(": ");
    let begins_as = |form: &str| {
        word.len() >= form.len()
            && word.chars().zip(form.chars()).all(|(c, form)| {
                if form == '0' {
                    c.is_ascii_digit()
                } else {
                    c == form
                }
            })
    };
    let misread = ["yes", "no", "on", "off", "y", "n"].contains(&word)
        || begins_as("00:00")
        || begins_as("0000-00-00");
    if value && misread {
        let head = line.strip_suffix(word).unwrap_or_default();
        return format!("{head}'{word}'");
    }
    line.to_owned()
}

fn complete(endpoint: &Endpoint, rule: &Rule) -> Operation {
    let mut operation = endpoint.operation.clone();
    let mut access: BTreeMap<String, Vec<serde_json::Value>> = BTreeMap::new();
    for (role, relation) in rule.allow {
        access
            .entry(role.to_string())
            .or_default()
            .push(json!(relation));
    }
    let access = if rule.public {
        json!("public")
    } else {
        json!(access)
    };
    operation
        .extensions
        .get_or_insert_default()
        .insert("x-access".to_owned(), access);
    if !rule.public {
        operation.security = Some(vec![SecurityRequirement::new(
            "bearer",
            Vec::<String>::new(),
        )]);
    }
    if endpoint.method == HttpMethod::Post {
        operation.parameters.get_or_insert_default().push(RefOr::T(
            ParameterBuilder::new()
                .name("Idempotency-Key")
                .parameter_in(ParameterIn::Header)
                .required(Required::False)
                .description(Some(
                    "A repetition with the same key and body is answered again, not done again",
                ))
                .schema(Some(
                    ObjectBuilder::new()
                        .schema_type(utoipa::openapi::Type::String)
                        .min_length(Some(1))
                        .max_length(Some(200)),
                ))
                .build(),
        ));
    }
    if endpoint.method == HttpMethod::Patch || endpoint.method == HttpMethod::Put {
        let if_match = operation
            .parameters
            .iter()
            .flatten()
            .any(|parameter| match parameter {
                RefOr::T(parameter) => parameter.name == "If-Match",
                RefOr::Ref(_) => false,
            });
        if endpoint.method == HttpMethod::Patch && !if_match {
            operation.parameters.get_or_insert_default().push(RefOr::T(
                ParameterBuilder::new()
                    .name("If-Match")
                    .parameter_in(ParameterIn::Header)
                    .required(Required::True)
                    .description(Some("The `ETag` of the version being edited"))
                    .schema(Some(
                        ObjectBuilder::new().schema_type(utoipa::openapi::Type::String),
                    ))
                    .build(),
            ));
        }
    }
    for (status, response) in &mut operation.responses.responses {
        if let RefOr::T(response) = response
            && response.description.is_empty()
        {
            response.description = match status.as_str() {
                "201" => "Made",
                "202" => "Taken in",
                "204" => "Done; nothing to show",
                _ => "As asked",
            }
            .to_owned();
        }
    }
    for status in error_statuses(endpoint, rule) {
        operation
            .responses
            .responses
            .entry(status.to_string())
            .or_insert_with(|| RefOr::<Response>::Ref(Ref::from_response_name("Problem")));
    }
    operation
}

fn error_statuses(endpoint: &Endpoint, rule: &Rule) -> Vec<u16> {
    let mut statuses = vec![400, 429, 500, 503];
    // What WeChat calls is not there until it is configured.
    let may_be_absent = endpoint.path.ends_with("locate") || endpoint.path.ends_with("callback");
    if endpoint.path.contains('{') || may_be_absent {
        statuses.push(404);
    }
    if !rule.public || endpoint.path.starts_with("/v1/sessions") {
        statuses.extend([401, 403, 404]);
    }
    if endpoint.operation.request_body.is_some() {
        statuses.extend([413, 415]);
    }
    // A query, a body or an Idempotency-Key that does not hold.
    statuses.push(422);
    match endpoint.method {
        HttpMethod::Post | HttpMethod::Put | HttpMethod::Delete => statuses.push(409),
        HttpMethod::Patch => statuses.extend([409, 412, 428]),
        _ => {}
    }
    statuses
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_committed_description_is_the_generated_one() {
        let committed = include_str!("../../../openapi.yaml");
        assert!(
            committed == super::yaml().unwrap(),
            "openapi.yaml is out of date; run: make openapi"
        );
    }
}
