//! The first admin of an installation.

use jinlin_tests::{City, command, on_both_databases};

/// Runs `jinlin make-admin` with the city's settings; answers its exit code and what it says.
fn make_admin(city: &City, phone: &str) -> (Option<i32>, String) {
    let arguments = ["make-admin", "--phone", phone].map(ToOwned::to_owned);
    let output = command(city.folder(), city.environment(), &arguments)
        .output()
        .expect("the program runs");
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.code(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

on_both_databases! {
    /// A phone that never signed in, made admin beside a running server: its owner signs in and gives roles.
    async fn the_first_admin_is_made_by_command(backend: Backend) {
        let city = City::on(backend).await;
        let phone = city.new_phone();
        let (code, said) = make_admin(&city, &phone);
        assert_eq!(code, Some(0), "{said}");
        let admin = city.signed_in(&phone).await;
        let me = admin.get("/v1/me").await.expect(200);
        assert!(me["grants"].to_string().contains("admin"), "{me}");
        let _ = admin.get("/v1/grants").await.expect(200);
        let (code, said) = make_admin(&city, &phone);
        assert_eq!(code, Some(0));
        assert!(said.contains("already"), "{said}");
        assert_eq!(make_admin(&city, "12").0, Some(2));
        assert_eq!(city.database().number("select count(*) from grants where role = 'admin'", []).await, 1);
    }
}
