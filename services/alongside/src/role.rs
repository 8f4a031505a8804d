//! One role alone: a service, or the site, whose peers are elsewhere.

use platform::{rpc, server};
use tokio::net::TcpListener;

use crate::cli::{Peers, Role};
use crate::services::Channels;
use crate::stack::Stack;
use crate::store::Store;
use crate::{site, stop};

/// Runs one service until it is told to stop.
///
/// # Errors
/// A sentence that says what is wrong and what to do.
pub async fn service(name: &'static str, role: Role) -> Result<(), String> {
    let listener = server::bind(role.listen, "--listen").await?;
    let store = Store::open(&role.store).await?;
    let channels = channels(&role.peers)?;
    let stack = Stack::start_these(&[name], channels, &store.database, &store.keys).await?;
    println!("{name} listens on {}", role.listen);
    stop::on_signal(stack.stop.clone());
    let served =
        server::serve(listener, stack.routes.clone(), stack.verifier.clone(), stack.stop.clone()).await;
    stack.halt().await;
    store.close().await;
    served.map_err(|error| error.to_string())
}

/// Runs the site until it is told to stop.
///
/// # Errors
/// A sentence that says what is wrong and what to do.
pub async fn web(role: Role) -> Result<(), String> {
    let listener = server::bind(role.listen, "--listen").await?;
    let store = Store::open(&role.store).await?;
    let channels = channels(&role.peers)?;
    let stack = Stack::start_these(&[], channels, &store.database, &store.keys).await?;
    println!("the site listens on http://{}", role.listen);
    stop::on_signal(stack.stop.clone());
    let served = serve(listener, &store, &stack, &role).await;
    stack.halt().await;
    store.close().await;
    served
}

async fn serve(listener: TcpListener, store: &Store, stack: &Stack, role: &Role) -> Result<(), String> {
    let site = site::open(store, stack, &role.site, role.listen.port()).await?;
    site.serve(listener).await.map_err(|error| error.to_string())
}

fn channels(peers: &Peers) -> Result<Channels, String> {
    let mut channels = Channels::default();
    let named = [
        ("people", &peers.people),
        ("ulos", &peers.ulos),
        ("brokers", &peers.brokers),
        ("matching", &peers.matching),
        ("outcomes", &peers.outcomes),
        ("councils", &peers.councils),
    ];
    for (service, url) in named {
        if let Some(url) = url {
            let rpc = rpc::remote(url)
                .map_err(|_| format!("--{service} is not an address: give http://host:port"))?;
            channels.insert(service, rpc);
        }
    }
    Ok(channels)
}
