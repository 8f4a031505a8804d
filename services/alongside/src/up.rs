//! `alongside up`: everything on one machine, in one process.

use std::time::Instant;

use platform::server;

use crate::cli;
use crate::sample;
use crate::stack::Stack;
use crate::store::Store;
use crate::{site, stop};

/// Runs everything until it is told to stop.
///
/// # Errors
/// A sentence that says what is wrong and what to do.
pub async fn up(options: cli::Up) -> Result<(), String> {
    let began = Instant::now();
    let grpc = server::bind(options.grpc, "--grpc").await?;
    let http = server::bind(options.http, "--http").await?;
    let store = Store::open(&options.store).await?;
    let stack = Stack::start(&store.database, &store.keys).await?;
    stop::on_signal(stack.stop.clone());
    let served = run(&options, &store, &stack, grpc, http, began).await;
    stack.halt().await;
    store.close().await;
    println!("Stopped. What was kept is there for the next start.");
    served
}

async fn run(
    options: &cli::Up,
    store: &Store,
    stack: &Stack,
    grpc: tokio::net::TcpListener,
    http: tokio::net::TcpListener,
    began: Instant,
) -> Result<(), String> {
    let grpc_address = grpc.local_addr().map_err(|error| error.to_string())?;
    let http_address = http.local_addr().map_err(|error| error.to_string())?;
    let site = site::open(store, stack, &options.site, http_address.port()).await?;
    if !options.empty && sample::is_wanted(stack).await? {
        let made = tokio::select! {
            () = stack.stop.cancelled() => return Ok(()),
            made = sample::make(store, stack, &site, options.england) => made?,
        };
        println!("{made}");
    }
    let calls = server::serve(grpc, stack.routes.clone(), stack.verifier.clone(), stack.stop.clone());
    println!("Alongside is up after {:.1} s.", began.elapsed().as_secs_f64());
    println!("  The site:     http://localhost:{}", http_address.port());
    println!("  The services: {grpc_address} (gRPC, with reflection)");
    println!("{}", site::who_can_sign_in(&site).await?);
    println!("  Ctrl-C stops it.");
    let served = tokio::try_join!(calls, site.serve(http));
    served.map(|_| ()).map_err(|error| error.to_string())
}
