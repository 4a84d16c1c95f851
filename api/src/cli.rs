//! The command line.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::app::{self, App};
use crate::platform::telemetry;
use crate::settings::{DESCRIPTIONS, Settings};

/// Jinlin 近邻: Internet + social work.
#[derive(Debug, Parser)]
#[command(name = "jinlin", version, about)]
struct Cli {
    /// A TOML file of settings; `jinlin.toml` is read where there is one.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server.
    Serve {
        /// Serve the demo city: made-up people, a fixed code for their accounts. Never in production.
        #[arg(long)]
        demo: bool,
    },
    /// Bring the database's schema up to date.
    Migrate,
    /// Print the API description (openapi.yaml).
    Openapi,
    /// Check the settings and say what is in force.
    CheckConfig {
        /// Print the table of settings for docs/operations.md.
        #[arg(long)]
        markdown: bool,
    },
}

/// Runs the command of this process's arguments.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match actix_web::rt::System::new().block_on(run(cli)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("jinlin: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let load = || Settings::load(cli.config.as_deref());
    match cli.command {
        Command::Serve { demo } => serve(load()?, demo).await,
        Command::Migrate => {
            let settings = load()?;
            let _telemetry = telemetry::start(&settings.telemetry)?;
            app::open_database(&settings).await?;
            println!("The schema is up to date.");
            Ok(ExitCode::SUCCESS)
        }
        Command::Openapi => {
            print!("{}", crate::openapi::yaml()?);
            Ok(ExitCode::SUCCESS)
        }
        Command::CheckConfig { markdown } => {
            if markdown {
                print!("{}", Settings::markdown()?);
                return Ok(ExitCode::SUCCESS);
            }
            check_config(&load()?)
        }
    }
}

async fn serve(mut settings: Settings, demo: bool) -> anyhow::Result<ExitCode> {
    settings.demo.enabled |= demo;
    let _telemetry = telemetry::start(&settings.telemetry)?;
    let app = App::build(settings).await?;
    let address = app.address();
    tracing::info!(%address, "listening");
    app.run_until_stopped().await?;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

fn check_config(settings: &Settings) -> anyhow::Result<ExitCode> {
    crate::platform::keyring::KeyRing::load(settings)?;
    app::clock(settings)?;
    let mut strangers = 0;
    for (name, _) in std::env::vars() {
        let Some(path) = name.strip_prefix("JINLIN_").filter(|path| path.contains("__")) else { continue };
        let path = path.to_lowercase().replace("__", ".");
        if !DESCRIPTIONS.iter().any(|(known, _)| *known == path) {
            eprintln!("{name} is not a setting");
            strangers += 1;
        }
    }
    print!("{}", toml::to_string_pretty(settings)?);
    Ok(if strangers == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
