//! Who somebody is and what they may do: persons, accounts, sign-in, sessions, grants, consent.
//!
//! A person may exist without an account (somebody posted for them); an account belongs to one person, who can hold many
//! roles. Tokens say which session; rights are read through a cache that events invalidate, so a dismissed
//! officer is out in seconds.

pub mod authenticate;
pub mod codes;
pub mod dto;
pub mod entity;
pub mod first_admin;
pub mod grants;
pub mod grants_routes;
pub mod links;
pub mod links_routes;
pub mod officers;
pub mod persons;
pub mod phone;
pub mod reach;
pub mod routes;
mod scopes;
pub mod sessions;
pub mod store;
pub mod wechat;

pub use authenticate::SessionCache;
pub use phone::Phone;
