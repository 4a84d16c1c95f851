//! The residents' web client at `/m/`: the files that `clients/mobile` builds, in the folder of `clients.mobile_dir`.
//!
//! The server answers before the client is built (`make run` builds it beside it): until then the address says so.

use std::path::{Component, Path};

use actix_files::NamedFile;
use actix_web::http::header::{self, HeaderValue};
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};

use crate::state::AppState;

/// Scripts and requests only of this origin. Styles inline, because Taro's router writes its page transitions into the page; `wss:` beside
/// 'self', because older Safari does not count a WebSocket of the same host as the same origin; fonts in the style sheet, because Taro's has one.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
     media-src 'self' blob:; font-src 'self' data:; connect-src 'self' wss:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const NOT_BUILT: &str = include_str!("mobile_page.html");

/// Registers `/m/`.
pub fn configure(service: &mut ServiceConfig) {
    service
        .route("/m", web::get().to(redirect))
        .route("/m/{file:.*}", web::get().to(file));
}

async fn redirect() -> HttpResponse {
    HttpResponse::Found()
        .insert_header((header::LOCATION, "/m/"))
        .finish()
}

async fn file(
    request: HttpRequest,
    name: web::Path<String>,
    state: Data<AppState>,
) -> HttpResponse {
    let name = if name.is_empty() {
        "index.html"
    } else {
        name.as_str()
    };
    let found = if is_plain(name) {
        NamedFile::open_async(state.settings.clients.mobile_dir.join(name))
            .await
            .ok()
    } else {
        None
    };
    let (mut response, cache) = match found {
        Some(file) => (file.into_response(&request), cache_of(name)),
        None if name == "index.html" => (not_built(), "no-store"),
        None => (HttpResponse::NotFound().finish(), "no-store"),
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(POLICY),
    );
    response
}

/// A name inside of the folder: no `..`, no root, no hidden file.
fn is_plain(name: &str) -> bool {
    !name.contains('\\')
        && Path::new(name).components().all(|part| {
            matches!(part, Component::Normal(part) if !part.as_encoded_bytes().starts_with(b"."))
        })
}

/// What lies in a folder has its content's hash in its name; `index.html`, which names those files, is asked for every time.
fn cache_of(name: &str) -> &'static str {
    if name.contains('/') {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

/// 503, so that no cache or monitor takes it for the client; it looks again by itself.
fn not_built() -> HttpResponse {
    HttpResponse::ServiceUnavailable()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::RETRY_AFTER, "15"))
        .body(NOT_BUILT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_inside_of_the_folder_are_looked_for() {
        assert!(is_plain("index.html") && is_plain("js/app.1a2b3c4d.js"));
        for outside in [
            "../jinlin.toml",
            "js/../../keys.json",
            "/etc/passwd",
            ".env",
            "js/.env",
            "..\\keys.json",
        ] {
            assert!(!is_plain(outside), "{outside}");
        }
    }

    #[test]
    fn only_files_with_a_hash_in_their_name_are_kept() {
        assert_eq!(cache_of("index.html"), "no-cache");
        assert!(cache_of("js/app.1a2b3c4d.js").contains("immutable"));
    }
}
