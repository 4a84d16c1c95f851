//! Photos of needs and of conversations; and what the [portraits](crate::portraits) of providers share with them: taking pictures in, keeping
//! their files, having them removed.
//!
//! What a phone sends is decoded within limits and written anew as JPEG: whatever else was in the file, above all where it was taken,
//! is gone. Both sizes are sealed with the key of the person served and lie in an object store (a folder, or S3); the rows say
//! which there are. The files are stored before their row, between two marks, so that a crash leaves files without a photo,
//! which a job removes, and never a photo without its files.

pub mod dto;
pub mod entity;
pub mod files;
pub mod picture;
pub mod routes;
pub mod service;
pub mod store;
