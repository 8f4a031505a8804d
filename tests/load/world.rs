//! A whole Alongside, served on a socket over a durable database of its own, with people in it.

use std::path::PathBuf;
use std::str::FromStr as _;
use std::sync::Arc;

use alongside::keys::Keys;
use alongside::postgres::{Options, Server};
use alongside::stack::{Stack, migrate_all};
use platform::db::Db;
use platform::migrate::migrate;
use platform::rpc::{self, Rpc};
use platform::{Caller, Deps, Role, server};
use proto::people::v1 as pb;
use proto::people::v1::consents_client::ConsentsClient;
use proto::people::v1::people_client::PeopleClient;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{Connection as _, PgPool};
use uuid::Uuid;
use web::services::Channels;
use web::site::{Settings, Site};

use crate::cpu::Used;

/// How many people there are to be read.
const PEOPLE: usize = 64;

/// Everything that is measured.
pub struct World {
    pub folder: PathBuf,
    pub socket: String,
    pub database: PgConnectOptions,
    pub stack: Arc<Stack>,
    /// Over the wire, as another machine would call.
    pub wire: Rpc,
    pub people: Vec<pb::Person>,
    pub broker: Caller,
    keys: Keys,
    postmaster: u32,
    server: Option<Server>,
}

impl World {
    pub async fn start() -> Self {
        let folder = std::env::temp_dir().join(format!("alongside-load-{}", std::process::id()));
        let server = Server::start(&Options::new(folder.join("data"))).expect("PostgreSQL starts");
        let postgres = PgConnectOptions::from_str(&server.url()).expect("an address");
        let mut connection = PgConnection::connect_with(&postgres).await.expect("the server answers");
        sqlx::query("create database alongside").execute(&mut connection).await.expect("a database");
        let socket: String = sqlx::query_scalar("select current_setting('unix_socket_directories')")
            .fetch_one(&mut connection)
            .await
            .expect("a setting");
        let backend: i32 = sqlx::query_scalar("select pg_backend_pid()")
            .fetch_one(&mut connection)
            .await
            .expect("a backend");
        let postmaster = parent_of(u32::try_from(backend).expect("a process id"));
        let database = postgres.database("alongside");
        let keys = Keys::fresh().expect("keys");
        migrate_all(&database, &keys).await.expect("migrations run");
        let stack = Arc::new(Stack::start(&database, &keys).await.expect("the services start"));
        let listener = server::bind(([127, 0, 0, 1], 0).into(), "--grpc").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(server::serve(
            listener,
            stack.routes.clone(),
            stack.verifier.clone(),
            stack.stop.clone(),
        ));
        let wire = rpc::remote(&format!("http://{address}")).expect("a channel");
        let ulo = format!("ulos/{}", Uuid::now_v7());
        let broker =
            Caller { ulo: ulo.clone(), ..Caller::new(Role::Broker, format!("brokers/{}", Uuid::now_v7())) };
        let mut world = Self {
            folder,
            socket,
            database,
            stack,
            wire,
            people: Vec::new(),
            broker,
            keys,
            postmaster,
            server: Some(server),
        };
        for _ in 0..PEOPLE {
            let person = world.sign_up(&ulo).await;
            world.people.push(person);
        }
        world
    }

    /// CPU used so far by everything.
    pub fn cpu(&self) -> Used {
        Used::so_far(self.postmaster)
    }

    /// Straight to the tables of a service.
    pub async fn tables(&self, service: &str) -> PgPool {
        PgPool::connect_with(self.database.clone().username(service)).await.expect("the tables")
    }

    /// What a service of its own would run with.
    pub async fn deps(&self, service: &str) -> Deps {
        Deps {
            db: Db::connect(&self.database, service, &self.keys.database_secret())
                .await
                .expect("the database"),
            clock: self.stack.clock.clone(),
            seals: self.stack.seals.clone(),
            signer: self.stack.signer.clone(),
            stop: self.stack.stop.child_token(),
            tasks: self.stack.tasks.clone(),
        }
    }

    /// The site, without a socket.
    pub async fn site(&self) -> Site {
        let secret = self.keys.database_secret();
        migrate(&self.database, "web", &secret, &web::MIGRATOR).await.expect("migrations run");
        let to = |service| self.stack.channels.to(service).expect("there is such a service");
        let channels = Channels {
            people: to("people"),
            ulos: to("ulos"),
            brokers: to("brokers"),
            matching: to("matching"),
            outcomes: to("outcomes"),
            councils: to("councils"),
        };
        let deps = self.deps("web").await;
        Site::start(&deps, channels, Settings::default()).await.expect("the site starts")
    }

    /// A token for a caller.
    pub fn token(&self, caller: &Caller) -> String {
        self.stack.signer.sign(caller).expect("a token")
    }

    pub async fn stop(mut self) {
        self.stack.halt().await;
        if let Some(server) = self.server.take() {
            server.stop_async().await.expect("PostgreSQL stops");
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }

    /// Someone whose broker may read their record.
    async fn sign_up(&self, ulo: &str) -> pb::Person {
        let person = pb::Person {
            display_name: "Avery Example".into(),
            council: "councils/E08000033".into(),
            place: Some(pb::Place {
                outward_code: "HX1".into(),
                latitude: Some(53.72),
                longitude: Some(-1.86),
            }),
            ..Default::default()
        };
        let request =
            pb::CreatePersonRequest { person: Some(person), request_id: Uuid::new_v4().to_string() };
        let request = rpc::signed(&self.stack.signer, &Caller::service("web"), request).expect("a request");
        let person =
            PeopleClient::new(self.wire.clone()).create_person(request).await.expect("a person").into_inner();
        let consent = pb::Consent {
            person: person.name.clone(),
            recipient: ulo.to_owned(),
            purpose: pb::consent::Purpose::Support.into(),
            shared: vec![pb::consent::Shared::NameAndContact.into()],
            wording_version: "load-1".into(),
            format_shown: "standard".into(),
            expire_time: platform::when::stamp(chrono::Utc::now() + chrono::TimeDelta::days(30)),
            ..Default::default()
        };
        let request =
            pb::CreateConsentRequest { consent: Some(consent), request_id: Uuid::new_v4().to_string() };
        let caller = Caller::new(Role::Person, &person.name);
        let request = rpc::signed(&self.stack.signer, &caller, request).expect("a request");
        ConsentsClient::new(self.wire.clone()).create_consent(request).await.expect("a consent");
        person
    }
}

fn parent_of(process: u32) -> u32 {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat")).expect("the kernel's accounting");
    let numbers: Vec<&str> = text.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    numbers[1].parse().expect("a parent")
}
