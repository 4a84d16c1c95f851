//! Portraits: the face of whoever comes, for those they serve and serve with.
//!
//! A provider sends one; an officer looks at it before anybody else sees it. The one that is shown stays until its replacement is shown: the
//! resident at the door is better served by last year's face than by none. What is replaced, refused or taken away loses its files.
//! WeChat may look, too ([`checks`]): its doubts hold a portrait and are shown to the officer, its consent shows nothing by itself.
//! Pixels, sizes, sealing and files are those of [photos](crate::photos).

pub mod checks;
pub mod dto;
pub mod entity;
pub mod routes;
pub mod service;
pub mod sight;
pub mod signed;
pub mod store;
