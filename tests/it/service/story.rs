//! The story as the newcomer is told it.

use std::process::Stdio;

use jinlin_tests::{on_both_databases, program};

use super::demo_people::demo_city;

/// What is said, and by whom, in the story.
pub const PERSONAL: [&str; 7] = [
    "12600000001",
    "12600000002",
    "陈邻秋",
    "李邻安",
    "要人陪",
    "示范水杉小区3栋",
    "人很耐心",
];

on_both_databases! {
    /// `jinlin demo` tells every step and ends well; afterwards no log line holds what was said, a phone, a name or an address.
    async fn the_story_is_told_and_the_log_is_silent(backend: Backend) {
        let city = demo_city(backend).await;
        let told = tokio::process::Command::new(program())
            .args(["demo", "--url", city.server().address()])
            .stdin(Stdio::null())
            .output()
            .await
            .expect("the program runs");
        let (out, error) = (String::from_utf8_lossy(&told.stdout), String::from_utf8_lossy(&told.stderr));
        assert!(told.status.success(), "{out}\n{error}");
        assert!(out.contains("10. "), "ten steps: {out}");
        let log = city.server().log();
        assert!(log.contains("listening"), "this is the log");
        for personal in PERSONAL.into_iter().chain(["104.1"]) {
            assert!(!log.contains(personal), "the log holds {personal}");
        }
    }
}
