//! What the site is run with.

use std::sync::Arc;
use std::time::Duration;

use axum::http::Uri;
use axum::serve::ListenerExt as _;
use platform::{Deps, Error};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

use crate::accounts::Accounts;
use crate::mail::{Message, Smtp};
use crate::services::{Channels, Services};

/// How long pages may go on after the stop.
const GRACE: Duration = Duration::from_secs(5);

/// What can be set.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The telephone number on every page, as it is read.
    pub phone: String,
    /// The address of the site as people type it, without a slash at the end: links in mail begin with it.
    pub url: String,
    /// The mail server, `smtp://user:password@host:port`. Without one, and only on this machine, mail is on a page.
    pub smtp: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { phone: "01632 960 100".to_owned(), url: "http://localhost:8080".to_owned(), smtp: None }
    }
}

impl Settings {
    /// Whether the site is seen on this machine only. Elsewhere a page with everybody's mail would let anyone in.
    fn is_local(&self) -> bool {
        let uri: Option<Uri> = self.url.parse().ok();
        let host = uri.as_ref().and_then(Uri::host).unwrap_or_default();
        matches!(host, "localhost" | "127.0.0.1" | "[::1]")
    }
}

/// What every page shares: the settings of the site, the services behind it, and what the site itself keeps.
#[derive(Clone, Default)]
pub struct Site {
    settings: Arc<Settings>,
    services: Services,
    /// None for pages shown without a database, in tests.
    kept: Option<Arc<Kept>>,
}

struct Kept {
    accounts: Accounts,
    smtp: Option<Smtp>,
    stop: CancellationToken,
}

impl Site {
    /// The site over its own schema, with a channel to each service; its own work begins.
    ///
    /// # Errors
    /// A sentence that says which setting is wrong, or that the database cannot be reached.
    pub async fn start(deps: &Deps, channels: Channels, settings: Settings) -> Result<Self, String> {
        let smtp = settings.smtp.as_deref().map(|smtp| Smtp::at(smtp, &settings.url)).transpose()?;
        if smtp.is_none() && !settings.is_local() {
            tracing::warn!("no mail server is set, so nobody can sign in by e-mail: set one with --smtp-url");
        }
        let accounts = Accounts::open(deps).await.map_err(|error| error.to_string())?;
        accounts.spawn(deps, channels.people.clone());
        Ok(Self {
            settings: Arc::new(settings),
            services: Services::new(channels, deps.signer.clone()),
            kept: Some(Arc::new(Kept { accounts, smtp, stop: deps.stop.clone() })),
        })
    }

    /// The services behind the site.
    pub fn services(&self) -> &Services {
        &self.services
    }

    /// Who may sign in, and who is.
    ///
    /// # Errors
    /// [`Error::Internal`] when the site was made without a database.
    pub fn accounts(&self) -> Result<&Accounts, Error> {
        self.kept().map(|kept| &kept.accounts)
    }

    /// The address of the site as people type it.
    pub fn url(&self) -> &str {
        &self.settings.url
    }

    /// The telephone number, as it is read.
    pub fn phone(&self) -> &str {
        &self.settings.phone
    }

    /// The telephone number, as a link dials it.
    pub fn phone_link(&self) -> String {
        let digits: String =
            self.phone().chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
        format!("tel:{digits}")
    }

    /// Whether mail is on a page, for want of a mail server.
    pub fn has_mailbox(&self) -> bool {
        self.settings.smtp.is_none() && self.settings.is_local()
    }

    /// Sends a message, or keeps it for the mailbox page.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when there is no way to send it now.
    pub async fn mail(&self, message: &Message) -> Result<(), Error> {
        match &self.kept()?.smtp {
            Some(smtp) => smtp.send(message).await,
            None if self.has_mailbox() => self.accounts()?.keep_mail(message).await,
            None => Err(Error::Unavailable),
        }
    }

    fn kept(&self) -> Result<&Kept, Error> {
        self.kept.as_deref().ok_or_else(|| Error::internal("a site without a database"))
    }

    /// Serves every page on `listener` until the stop, then lets pages finish for a short while.
    ///
    /// # Errors
    /// [`Error::Internal`] when the socket fails.
    pub async fn serve(self, listener: TcpListener) -> Result<(), Error> {
        let stop = self.kept()?.stop.clone();
        let listener = listener.tap_io(|stream: &mut TcpStream| {
            // Without it small answers wait for more to send.
            let _ = stream.set_nodelay(true);
        });
        let pages = crate::router(self);
        let stopping = stop.clone();
        let served = axum::serve(listener, pages).with_graceful_shutdown(stopping.cancelled_owned());
        let cut_off = async {
            stop.cancelled().await;
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! {
            served = async { served.await } => served.map_err(Error::internal),
            () = cut_off => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_is_on_a_page_on_this_machine_only() {
        let at = |url: &str| Settings { url: url.to_owned(), ..Settings::default() };
        for here in ["http://localhost:8080", "http://127.0.0.1", "http://[::1]:80"] {
            assert!(at(here).is_local(), "{here}");
        }
        for elsewhere in ["https://example.org", "http://localhost.example.org", "http://10.0.0.1", ""] {
            assert!(!at(elsewhere).is_local(), "{elsewhere}");
        }
    }

    #[test]
    fn a_telephone_number_can_be_dialled() {
        let settings = Settings { phone: "+44 1632 960 100".to_owned(), ..Settings::default() };
        let site = Site { settings: Arc::new(settings), ..Site::default() };
        assert_eq!(site.phone_link(), "tel:+441632960100");
    }
}
