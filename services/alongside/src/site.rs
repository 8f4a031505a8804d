//! The site over a stack of services.

use platform::db::Db;
use platform::migrate::migrate;
use platform::{Deps, Role};
use web::services::{Channels, Services};
use web::site::{Settings, Site};

use crate::cli;
use crate::stack::Stack;
use crate::store::Store;

/// The schema of the site itself.
pub const SCHEMA: &str = "web";

/// The services as the site calls them.
///
/// # Errors
/// A sentence that says which service has no channel.
pub fn services(stack: &Stack) -> Result<Services, String> {
    Ok(Services::new(channels(stack)?, stack.signer.clone()))
}

/// The site, ready to serve pages.
///
/// # Errors
/// A sentence that says what is wrong and what to do.
pub async fn open(store: &Store, stack: &Stack, options: &cli::Site, http: u16) -> Result<Site, String> {
    let secret = store.keys.database_secret();
    migrate(&store.database, SCHEMA, &secret, &web::MIGRATOR).await.map_err(|error| error.to_string())?;
    let deps = Deps {
        db: Db::connect(&store.database, SCHEMA, &secret).await.map_err(|error| error.to_string())?,
        clock: stack.clock.clone(),
        seals: stack.seals.clone(),
        signer: stack.signer.clone(),
        stop: stack.stop.clone(),
        tasks: stack.tasks.clone(),
    };
    let settings = Settings {
        phone: options.phone.clone(),
        url: options.site_url.clone().unwrap_or_else(|| format!("http://localhost:{http}")),
        smtp: options.smtp_url.clone(),
    };
    Site::start(&deps, channels(stack)?, settings).await
}

/// Who of the sample one can sign in as, a line each.
///
/// # Errors
/// A sentence when the database does not answer.
pub async fn who_can_sign_in(site: &Site) -> Result<String, String> {
    let told = |error: platform::Error| error.to_string();
    let samples = site.accounts().map_err(told)?.samples().await.map_err(told)?;
    if samples.is_empty() {
        return Ok(
            "  Sign in with an e-mail address; mail is on a page of the site when no mail server is set."
                .to_owned(),
        );
    }
    let line = |role: Role, name: &str| format!("    {name} ({})", role.word());
    let names = samples.iter().map(|sample| line(sample.seat.caller.role, &sample.seat.name));
    Ok(["  You can sign in as:".to_owned()].into_iter().chain(names).collect::<Vec<_>>().join("\n"))
}

fn channels(stack: &Stack) -> Result<Channels, String> {
    let to = |service: &str| stack.channels.to(service);
    Ok(Channels {
        people: to("people")?,
        ulos: to("ulos")?,
        brokers: to("brokers")?,
        matching: to("matching")?,
        outcomes: to("outcomes")?,
        councils: to("councils")?,
    })
}
