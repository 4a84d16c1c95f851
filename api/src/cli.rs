//! The command line.

mod plan;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use jinlin_matcher::Crs;
use std::io::IsTerminal as _;

use crate::app::{self, App};
use crate::divisions::import::{self, Plan, Request};
use crate::divisions::load;
use crate::identity::{Phone, first_admin};
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
    /// Load data for trying things out.
    Seed {
        /// The demo city: made-up people and a fortnight of their life.
        #[arg(long, required = true)]
        demo: bool,
    },
    /// Match the needs and providers of a JSON file (see docs/plan.md); the answer goes to standard output.
    Plan {
        /// The file; `-` for standard input.
        file: PathBuf,
    },
    /// Tell the story of one need against a running demo server; fails if any step is wrong.
    Demo {
        /// Where the server is.
        #[arg(long, default_value = "http://127.0.0.1:8080")]
        url: String,
    },
    /// Make somebody the admin of the city: the first step of a new installation. They sign in with the phone, and give all other roles.
    MakeAdmin {
        /// Their phone, 11 digits.
        #[arg(long)]
        phone: String,
    },
    /// Print the API description (openapi.yaml).
    Openapi,
    /// Work on the administrative divisions.
    #[command(subcommand)]
    Divisions(DivisionsCommand),
    /// Check the settings and say what is in force.
    CheckConfig {
        /// Print the table of settings for docs/operations.md.
        #[arg(long)]
        markdown: bool,
    },
}

#[derive(Debug, Subcommand)]
enum DivisionsCommand {
    /// Load real centres and boundaries by code from a `GeoJSON` file; see docs/divisions.md.
    Import {
        /// A `FeatureCollection`; each feature names its division in the property `code` (or `id`).
        file: PathBuf,
        /// The reference system of the file's coordinates.
        #[arg(long)]
        crs: CrsName,
        /// Only say what would change.
        #[arg(long)]
        dry_run: bool,
        /// Where the boundaries come from, kept beside them; the file's name unless said otherwise.
        #[arg(long)]
        source: Option<String>,
    },
}

/// A reference system on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum CrsName {
    /// Satellites, OpenStreetMap.
    #[value(name = "wgs84")]
    Wgs84,
    /// Tencent, `AMap`.
    #[value(name = "gcj02")]
    Gcj02,
    /// Baidu.
    #[value(name = "bd09")]
    Bd09,
}

impl From<CrsName> for Crs {
    fn from(name: CrsName) -> Self {
        match name {
            CrsName::Wgs84 => Self::Wgs84,
            CrsName::Gcj02 => Self::Gcj02,
            CrsName::Bd09 => Self::Bd09,
        }
    }
}

/// The exit code of a command whose input is at fault, as of a wrong command line.
const BAD_INPUT: u8 = 2;

/// Runs the command of this process's arguments.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    // reqwest is built without a TLS provider of its own; the whole process uses ring, the exporter of traces first of all.
    drop(rustls::crypto::ring::default_provider().install_default());
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
        // Boxed: a replica's state on its way is larger than a stack likes.
        Command::Serve { demo } => Box::pin(serve(load()?, demo)).await,
        Command::Migrate => {
            let settings = load()?;
            let _telemetry = telemetry::start(&settings.telemetry)?;
            app::open_database(&settings).await?;
            println!("The schema is up to date.");
            Ok(ExitCode::SUCCESS)
        }
        Command::Seed { demo: _ } => {
            let settings = load()?;
            let _telemetry = telemetry::start(&settings.telemetry)?;
            seed(&app::build_state(settings).await?).await?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Plan { file } => plan::run(&file),
        Command::Demo { url } => {
            crate::demo::story::tell(&url).await?;
            Ok(ExitCode::SUCCESS)
        }
        Command::MakeAdmin { phone } => make_admin(load()?, &phone).await,
        Command::Openapi => {
            print!("{}", crate::openapi::yaml()?);
            Ok(ExitCode::SUCCESS)
        }
        Command::Divisions(DivisionsCommand::Import {
            file,
            crs,
            dry_run,
            source,
        }) => {
            let request = Request {
                file: &file,
                crs: crs.into(),
                source: source.as_deref(),
                dry_run,
            };
            import_divisions(&load()?, request).await
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
    let demo = settings.demo.enabled;
    let state = app::build_state(settings).await?;
    if demo {
        seed(&state).await?;
    }
    let app = App::build(state).await?;
    let address = app.address();
    tracing::info!(%address, "listening");
    if demo && std::io::stdout().is_terminal() {
        print_welcome(&address.to_string())?;
    } else if demo {
        // A log holds nobody's number, not even of the demo.
        tracing::info!("the demo's accounts are shown at http://{address}/");
    }
    app.run_until_stopped().await?;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// Where to go and whom to be, for somebody who has just started the demo.
fn print_welcome(address: &str) -> anyhow::Result<()> {
    let demo = crate::reference::demo::Demo::embedded()?;
    println!("\n近邻 Jinlin is ready: http://{address}/  (API: http://{address}/docs/)");
    println!(
        "The story, in a second terminal:  make demo   (or: jinlin demo --url http://{address})"
    );
    println!("Demo accounts, code {}:", demo.fixed_code);
    for account in &demo.accounts {
        println!(
            "  {}  {:<18} {}  {}",
            account.phone,
            account.role.as_str(),
            account.name,
            account.label_zh
        );
    }
    println!();
    Ok(())
}

async fn make_admin(settings: Settings, phone: &str) -> anyhow::Result<ExitCode> {
    let Some(phone) = Phone::parse(phone) else {
        eprintln!("jinlin: --phone is not a mobile number of 11 digits");
        return Ok(ExitCode::from(BAD_INPUT));
    };
    let _telemetry = telemetry::start(&settings.telemetry)?;
    let state = app::build_state(settings).await?;
    let made = first_admin::make_admin(&state, &phone)
        .await
        .map_err(anyhow::Error::new)?;
    println!(
        "{}",
        if made {
            "Done. Whoever signs in with this phone is the city's admin, on running servers within seconds."
        } else {
            "Whoever signs in with this phone is the city's admin already."
        }
    );
    Ok(ExitCode::SUCCESS)
}

async fn seed(state: &crate::state::AppState) -> anyhow::Result<()> {
    let begun = std::time::Instant::now();
    let seeded = crate::demo::seed::run(state)
        .await
        .map_err(anyhow::Error::new)?;
    match seeded {
        Some(seeded) => tracing::info!(
            workers = seeded.workers,
            volunteers = seeded.volunteers,
            residents = seeded.residents,
            needs = seeded.needs,
            seconds = begun.elapsed().as_secs_f64(),
            "the demo city is loaded"
        ),
        None => tracing::info!("the demo city is there already"),
    }
    Ok(())
}

async fn import_divisions(settings: &Settings, request: Request<'_>) -> anyhow::Result<ExitCode> {
    let db = app::open_database(settings).await?;
    load::store_embedded(&db).await?;
    match import::import(&db, &app::clock(settings)?, request).await {
        Ok(plan) => {
            print_import(&plan, request.dry_run);
            Ok(ExitCode::SUCCESS)
        }
        Err(error) if error.is_bad_input() => {
            let file = request.file.display();
            eprintln!("jinlin: {file}: {:#}", anyhow::Error::from(error));
            Ok(ExitCode::from(BAD_INPUT))
        }
        Err(error) => Err(error.into()),
    }
}

fn print_import(plan: &Plan, dry_run: bool) {
    let (centres, boundaries) = plan.counts();
    let (changed, written) = if dry_run {
        plan.changes.iter().for_each(|change| println!("{change}"));
        ("would change", "Nothing was written: a dry run.")
    } else {
        ("changed", "Running servers read them within seconds.")
    };
    println!(
        "Divisions of {}: {centres} centres and {boundaries} boundaries {changed}, {} were there already. {written}",
        plan.year, plan.unchanged
    );
}

fn check_config(settings: &Settings) -> anyhow::Result<ExitCode> {
    crate::platform::keyring::KeyRing::load(settings)?;
    app::clock(settings)?;
    let mut strangers = 0;
    for (name, _) in std::env::vars() {
        let Some(path) = name
            .strip_prefix("JINLIN_")
            .filter(|path| path.contains("__"))
        else {
            continue;
        };
        let path = path.to_lowercase().replace("__", ".");
        if !DESCRIPTIONS.iter().any(|(known, _)| *known == path) {
            eprintln!("{name} is not a setting");
            strangers += 1;
        }
    }
    print!("{}", toml::to_string_pretty(settings)?);
    Ok(if strangers == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
