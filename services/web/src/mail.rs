//! Mail: to an SMTP server when one is set, otherwise to a page of the site.

pub(crate) mod store;

use std::time::Duration;

use axum::http::Uri;
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use platform::Error;
use serde::{Deserialize, Serialize};

use crate::account::Email;

/// How long the mail server may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// One message. On the mailbox page `link` can be followed; in real mail it stands in the text.
#[derive(Clone, Serialize, Deserialize)]
pub struct Message {
    /// To whom.
    pub to: Email,
    /// What about.
    pub subject: String,
    /// The text, with the link in it.
    pub body: String,
    /// The link.
    pub link: String,
}

/// An SMTP server. The connection is not encrypted: it is meant for a relay on the same machine or private network.
#[derive(Clone)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    /// The server at `smtp://user:password@host:port`, sending from `no-reply@` the host of the site.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the address.
    pub fn at(url: &str, site_url: &str) -> Result<Self, String> {
        let wrong = || {
            "the SMTP address is not one: give smtp://host:port, or smtp://user:password@host:port".to_owned()
        };
        let uri: Uri = url.parse().map_err(|_| wrong())?;
        if uri.scheme_str() == Some("smtps") {
            return Err("smtps:// is not offered: give smtp:// and the address of a relay nearby".to_owned());
        }
        let (Some("smtp"), Some(host)) = (uri.scheme_str(), uri.host()) else { return Err(wrong()) };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
            .port(uri.port_u16().unwrap_or(25))
            .timeout(Some(PATIENCE));
        let user = uri.authority().and_then(|authority| authority.as_str().rsplit_once('@'));
        if let Some((user, password)) = user.and_then(|(user, _)| user.split_once(':')) {
            builder = builder.credentials(Credentials::new(user.to_owned(), password.to_owned()));
        }
        let domain = site_url.parse::<Uri>().ok().and_then(|uri| uri.host().map(str::to_owned));
        let from = format!("Alongside <no-reply@{}>", domain.unwrap_or_else(|| "localhost".to_owned()));
        Ok(Self { transport: builder.build(), from: from.parse().map_err(|_| wrong())? })
    }

    /// Sends a message.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the server did not take it.
    pub async fn send(&self, message: &Message) -> Result<(), Error> {
        let to: Mailbox = message.to.as_str().parse().map_err(Error::internal)?;
        let mail = lettre::Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(&message.subject)
            .message_id(None)
            .header(ContentType::TEXT_PLAIN)
            .body(message.body.clone())
            .map_err(Error::internal)?;
        let sent = self.transport.send(mail).await;
        sent.map(|_| ()).map_err(|error| {
            tracing::warn!(permanent = error.is_permanent(), "the mail server did not take a message");
            Error::Unavailable
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_server_is_named_by_its_address() {
        for right in ["smtp://localhost:2525", "smtp://user:word@mail.example.org", "smtp://10.0.0.1"] {
            assert!(Smtp::at(right, "https://alongside.example.org").is_ok(), "{right}");
        }
        for wrong in ["", "localhost:25", "http://localhost", "smtps://mail.example.org", "smtp://"] {
            assert!(Smtp::at(wrong, "http://localhost:8080").is_err(), "{wrong}");
        }
    }
}
