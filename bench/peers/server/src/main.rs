//! The server of this repository, and `seed FOLDER PROVIDERS`: the providers of bench/knn into the database that its
//! settings name, an officer's token into `FOLDER/token`, and what is asked of it into `FOLDER/urls`.

#[path = "../../../knn/src/data.rs"]
mod data;
mod seed;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() != Some("seed") {
        return jinlin_api::cli::main();
    }
    let (Some(folder), Some(providers)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: jinlin-bench-server seed FOLDER PROVIDERS");
        return ExitCode::from(2);
    };
    let count = providers.parse().expect("a number of providers");
    let system = actix_web::rt::System::new();
    match system.block_on(seed::seed(folder.as_ref(), count)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
