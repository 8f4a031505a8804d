//! The one binary of Alongside.

use std::process::ExitCode;

use alongside::cli::{Cli, Command};
use alongside::{import, role, sample, simulate, store, token, up};
use clap::Parser as _;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    platform::telemetry::init(cli.log_json);
    let store = cli.command.store().cloned();
    match run(cli.command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            let why = match store {
                Some(store) => store::why(&store, sentence),
                None => sentence,
            };
            eprintln!("alongside: {why}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<(), String> {
    match command {
        Command::Up(options) => up::up(options).await,
        Command::People(options) => role::service("people", options).await,
        Command::Ulos(options) => role::service("ulos", options).await,
        Command::Brokers(options) => role::service("brokers", options).await,
        Command::Matching(options) => role::service("matching", options).await,
        Command::Outcomes(options) => role::service("outcomes", options).await,
        Command::Councils(options) => role::service("councils", options).await,
        Command::Web(options) => role::web(options).await,
        Command::Migrate(options) => {
            store::Store::open(&options).await?.close().await;
            Ok(())
        }
        Command::Sample(options) => sample::command(options).await,
        Command::Import(options) => import::command::command(options).await,
        Command::Simulate(options) => simulate::command(&options),
        Command::Token(options) => token::command(&options),
    }
}
