//! Sign-in and sessions.

mod browser;
mod consent;
mod demo;
mod first_admin;
mod links;
mod one_time_code;
mod profile;
mod refresh;
mod sign_in;
mod tokens;
mod wechat;
