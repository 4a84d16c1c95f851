//! The `jinlin` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    jinlin_api::cli::main()
}
