//! The site over a house, served on a port of its own.

use std::net::SocketAddr;

use platform::Deps;
use platform::db::Db;
use platform::migrate::migrate;
use sqlx::postgres::PgConnectOptions;
use tokio::net::TcpListener;
use web::services::Channels;
use web::site::{Settings, Site};
use web::{Accounts, Email, Seat};

use super::browser::Browser;
use super::{House, RUNTIME};

/// The site, and where it is.
pub struct Served {
    deps: Deps,
    database: PgConnectOptions,
    secret: String,
    pub address: SocketAddr,
}

impl House {
    /// The site over this house, with these settings.
    pub async fn site_with(&self, settings: Settings) -> Site {
        let (stack, database, secret) = (&self.stack, self.database.clone(), self.keys.database_secret());
        let to = |service| stack.channels.to(service).expect("there is such a service");
        let channels = Channels {
            people: to("people"),
            ulos: to("ulos"),
            brokers: to("brokers"),
            matching: to("matching"),
            outcomes: to("outcomes"),
            councils: to("councils"),
        };
        let schema = async move {
            migrate(&database, "web", &secret, &web::MIGRATOR).await.expect("migrations run");
            Db::connect(&database, "web", &secret).await.expect("the schema of the site")
        };
        let deps = Deps {
            db: RUNTIME.spawn(schema).await.expect("the schema of the site"),
            clock: stack.clock.clone(),
            seals: stack.seals.clone(),
            signer: stack.signer.clone(),
            stop: stack.stop.clone(),
            tasks: stack.tasks.clone(),
        };
        let starting = async move { Site::start(&deps, channels, settings).await.expect("the site starts") };
        RUNTIME.spawn(starting).await.expect("the site starts")
    }

    /// The site of this house, served from when it is first asked for until the house falls.
    pub async fn served(&self) -> &Served {
        let serve = || async {
            let listener = RUNTIME.spawn(TcpListener::bind("127.0.0.1:0")).await.expect("a port");
            let listener = listener.expect("a port");
            let address = listener.local_addr().expect("an address");
            let settings = Settings { url: format!("http://{address}"), ..Settings::default() };
            let site = self.site_with(settings).await;
            RUNTIME.spawn(site.serve(listener));
            let (database, secret) = (self.database.clone(), self.keys.database_secret());
            let deps = Deps {
                db: Db::connect(&database, "web", &secret).await.expect("the schema of the site"),
                clock: self.stack.clock.clone(),
                seals: self.stack.seals.clone(),
                signer: self.stack.signer.clone(),
                stop: self.stack.stop.clone(),
                tasks: self.stack.tasks.clone(),
            };
            Served { deps, database, secret, address }
        };
        self.served.get_or_init(serve).await
    }
}

impl Served {
    /// Who may sign in, over connections of the test's own: those of its runtime end with it.
    pub async fn accounts(&self) -> Accounts {
        let db = Db::connect(&self.database, "web", &self.secret).await.expect("the schema of the site");
        Accounts::open(&Deps { db, ..self.deps.clone() }).await.expect("accounts")
    }

    /// A browser nobody has used yet.
    pub fn browser(&self) -> Browser {
        Browser::new(self.address)
    }

    /// A browser in which someone is signed in in this capacity.
    pub async fn signed_in(&self, seat: &Seat) -> Browser {
        let email = an_address();
        self.accounts().await.invite(&email, seat).await.expect("they may sign in");
        let browser = self.browser();
        browser.sign_in(self, &email).await;
        browser
    }

    /// The link last mailed to an address.
    pub async fn link_to(&self, email: &Email) -> Option<String> {
        let mail = self.accounts().await.mailbox().await.expect("the mailbox");
        let found = mail.into_iter().find(|(_, message)| &message.to == email);
        found.map(|(_, message)| message.link[self.origin().len()..].to_owned())
    }

    /// What the addresses of its pages begin with.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }
}

/// An address nobody else has.
pub fn an_address() -> Email {
    let typed = format!("{}@example.org", uuid::Uuid::now_v7().simple());
    Email::parse("email", &typed).expect("an address")
}
