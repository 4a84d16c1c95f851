//! Telling people: the inbox, settings, app push by a fake of its service, words of mouth.

pub mod inbox;
pub mod jpush;
mod outside;
mod push;
mod settings;
mod words;
