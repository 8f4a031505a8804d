//! Everything about signing in that is kept: accounts and their seats, sessions, links, mail without a mail server.

mod claimant;
mod erasure;

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use platform::db::Db;
use platform::rpc::Rpc;
use platform::seal::{Seals, SubjectKey, random};
use platform::{Clock, Deps, Error, follow};
use uuid::Uuid;

use crate::account::{self, Email, Seat};
use crate::link::{self, Used};
use crate::mail::{self, Message};
use crate::sample::{self, SampleSeat};
use crate::secret::{Secret, keyed_hash};
use crate::session::{self, Session};

/// What seals the site's own text: links and mail, none of which lasts longer than a day.
const SITE: Uuid = Uuid::nil();
/// How long the mailbox page shows a message.
const MAIL_KEPT: TimeDelta = TimeDelta::hours(24);
/// How often what has ended is cleared away.
const CLEARING: Duration = Duration::from_secs(600);

/// Accounts, sessions, links and mail, over the site's own schema.
#[derive(Clone)]
pub struct Accounts {
    db: Db,
    seals: Seals,
    clock: Clock,
    /// Seals the site's own text.
    key: SubjectKey,
    pepper: [u8; 32],
}

impl Accounts {
    /// Opens the site's schema. The first time, the secret key of the address hashes is made.
    ///
    /// # Errors
    /// What the database said.
    pub async fn open(deps: &Deps) -> Result<Self, Error> {
        let mut tx = deps.db.begin().await?;
        let key = deps.seals.key(&mut tx, SITE).await?;
        if account::store::pepper(&mut *tx).await?.is_none() {
            let sealed = key.seal(SITE, &random::<32>()?)?;
            account::store::insert_pepper(&mut *tx, &sealed).await?;
        }
        let kept = account::store::pepper(&mut *tx).await?;
        tx.commit().await?;
        let kept = kept.ok_or_else(|| Error::internal("the key of the address hashes is missing"))?;
        let pepper = key.open(SITE, &kept)?;
        Ok(Self { db: deps.db.clone(), seals: deps.seals.clone(), clock: deps.clock.clone(), key, pepper })
    }

    /// Lets whoever has this address sign in to this seat; a seat of the same record is brought up to date.
    ///
    /// # Errors
    /// What the database said.
    pub async fn invite(&self, email: &Email, seat: &Seat) -> Result<Uuid, Error> {
        let account = self.account(email).await?;
        self.seat(account, seat).await
    }

    /// Gives an account a seat, or brings the seat it has of the same record up to date.
    ///
    /// # Errors
    /// What the database said.
    pub async fn seat(&self, account: Uuid, seat: &Seat) -> Result<Uuid, Error> {
        let mut tx = self.db.begin().await?;
        let key = self.seals.key(&mut tx, account).await?;
        let known = account::store::seat_of(&mut *tx, account, &seat.caller.subject).await?;
        let id = known.unwrap_or_else(Uuid::now_v7);
        account::store::save_seat(&mut tx, &key, account, id, seat, self.clock.now()).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// The seats of an account, oldest first.
    ///
    /// # Errors
    /// What the database said.
    pub async fn seats(&self, account: Uuid) -> Result<Vec<(Uuid, Seat)>, Error> {
        let rows = account::store::seats(self.db.pool(), account).await?;
        rows.into_iter().map(|row| Ok((row.seat_id, row.open(&self.seals)?))).collect()
    }

    /// Takes away every seat of these records, and of those who act for them; what is left empty goes too.
    ///
    /// # Errors
    /// What the database said.
    pub async fn remove(&self, names: &[String]) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        erasure::remove(&mut tx, names).await?;
        tx.commit().await
    }

    /// The account of an address, made when there is none.
    ///
    /// # Errors
    /// What the database said.
    pub async fn account(&self, email: &Email) -> Result<Uuid, Error> {
        let hash = self.hash(email);
        let mut tx = self.db.begin().await?;
        if let Some(account) = account::store::find(&mut *tx, &hash).await? {
            return Ok(account);
        }
        let account = Uuid::now_v7();
        let sealed = self.seals.key(&mut tx, account).await?.seal(account, email)?;
        account::store::insert(&mut tx, account, &hash, &sealed, self.clock.now()).await?;
        let kept = account::store::find(&mut *tx, &hash).await?;
        tx.commit().await?;
        kept.ok_or_else(|| Error::internal("an account just made is missing"))
    }

    /// Signs an account in. With one seat it is taken; with several, one is chosen afterwards.
    ///
    /// # Errors
    /// What the database said.
    pub async fn sign_in(&self, account: Uuid) -> Result<(Secret, Option<Seat>), Error> {
        let mut seats = self.seats(account).await?;
        let only = if seats.len() == 1 { seats.pop() } else { None };
        let secret = self.begin(account, only.as_ref()).await?;
        Ok((secret, only.map(|(_, seat)| seat)))
    }

    async fn begin(&self, account: Uuid, seat: Option<&(Uuid, Seat)>) -> Result<Secret, Error> {
        let secret = Secret::fresh()?;
        let now = self.clock.now();
        let expires = now + session::lifetime(seat.map(|(_, seat)| seat.caller.role));
        let id = seat.map(|(id, _)| *id);
        session::store::insert(self.db.pool(), &secret.hash(), account, id, now, expires).await?;
        Ok(secret)
    }

    /// The session of a browser that holds this secret.
    ///
    /// # Errors
    /// What the database said.
    pub async fn session(&self, secret: &Secret) -> Result<Option<Session>, Error> {
        session::store::get(self.db.pool(), &self.seals, &secret.hash(), self.clock.offset()).await
    }

    /// Goes on in another seat of the same account: the old session ends, a new one begins.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the seat is not this account's.
    pub async fn choose(&self, old: &Secret, account: Uuid, seat: Uuid) -> Result<(Secret, Seat), Error> {
        let mut seats = self.seats(account).await?;
        let at = seats.iter().position(|(id, _)| *id == seat).ok_or_else(|| Error::not_found("this"))?;
        let chosen = seats.swap_remove(at);
        let secret = self.begin(account, Some(&chosen)).await?;
        self.sign_out(old).await?;
        Ok((secret, chosen.1))
    }

    /// Leaves the seat of a session, to choose again.
    ///
    /// # Errors
    /// What the database said.
    pub async fn stand_up(&self, secret: &Secret) -> Result<(), Error> {
        session::store::choose(self.db.pool(), &secret.hash(), None).await
    }

    /// Ends a session.
    ///
    /// # Errors
    /// What the database said.
    pub async fn sign_out(&self, secret: &Secret) -> Result<(), Error> {
        session::store::remove(self.db.pool(), &secret.hash()).await
    }

    /// Makes a link to be mailed, good in this browser. None when too many are under way to the address already.
    ///
    /// # Errors
    /// What the database said.
    pub async fn link(&self, email: &Email, next: &str, browser: &Secret) -> Result<Option<Secret>, Error> {
        let now = self.clock.now();
        let email_hash = self.hash(email);
        if link::store::count(self.db.pool(), &email_hash, now - link::LIFETIME).await? >= link::MOST_AT_ONCE
        {
            return Ok(None);
        }
        let token = Secret::fresh()?;
        let private = Used { email: email.clone(), next: next.to_owned() };
        let kept = link::store::Link {
            token_hash: &token.hash(),
            email_hash: &email_hash,
            browser_hash: &browser.hash(),
            private: &self.key.seal(SITE, &private)?,
            create_time: now,
            expire_time: now + link::LIFETIME,
        };
        link::store::insert(self.db.pool(), &kept).await?;
        Ok(Some(token))
    }

    /// Uses up a link in the browser that asked for it.
    ///
    /// # Errors
    /// What the database said.
    pub async fn take(&self, token: &Secret, browser: &Secret) -> Result<Option<Used>, Error> {
        let (now, offset) = (self.clock.now(), self.clock.offset());
        let taken = link::store::take(self.db.pool(), &token.hash(), &browser.hash(), now, offset).await?;
        taken.map(|private| self.key.open(SITE, &private)).transpose()
    }

    /// Keeps a message for the mailbox page.
    ///
    /// # Errors
    /// What the database said.
    pub async fn keep_mail(&self, message: &Message) -> Result<(), Error> {
        let id = Uuid::now_v7();
        let private = self.key.seal(id, message)?;
        mail::store::insert(self.db.pool(), id, &private, self.clock.now()).await
    }

    /// The newest messages for the mailbox page.
    ///
    /// # Errors
    /// What the database said.
    pub async fn mailbox(&self) -> Result<Vec<(DateTime<Utc>, Message)>, Error> {
        let rows = mail::store::list(self.db.pool()).await?;
        rows.into_iter().map(|row| Ok((row.create_time, self.key.open(row.mail_id, &row.private)?))).collect()
    }

    /// Lets anyone sign in to this seat of a sample person.
    ///
    /// # Errors
    /// What the database said.
    pub async fn add_sample(&self, email: &Email, seat: &Seat, position: i32) -> Result<(), Error> {
        let id = self.invite(email, seat).await?;
        sample::store::insert(self.db.pool(), id, position).await
    }

    /// The sample people anyone may sign in as; none where there is no sample data.
    ///
    /// # Errors
    /// What the database said.
    pub async fn samples(&self) -> Result<Vec<SampleSeat>, Error> {
        let rows = sample::store::list(self.db.pool()).await?;
        rows.into_iter().map(|row| Ok(SampleSeat { id: row.seat_id, seat: row.open(&self.seals)? })).collect()
    }

    /// Signs in as a sample person.
    ///
    /// # Errors
    /// [`Error::NotFound`] when this is no sample person's seat.
    pub async fn sign_in_sample(&self, seat: Uuid) -> Result<(Secret, Seat), Error> {
        let account = sample::store::account_of(self.db.pool(), seat).await?;
        let account = account.ok_or_else(|| Error::not_found("this sample person"))?;
        let found = self.seats(account).await?.into_iter().find(|(id, _)| *id == seat);
        let seat = found.ok_or_else(|| Error::not_found("this sample person"))?;
        Ok((self.begin(account, Some(&seat)).await?, seat.1))
    }

    /// Begins the work that goes on by itself: clearing away what ended, and following who was erased.
    pub fn spawn(&self, deps: &Deps, people: Rpc) {
        let (accounts, stop) = (self.clone(), deps.stop.clone());
        deps.spawn(async move {
            while !stop.is_cancelled() {
                if let Err(error) = accounts.clear().await {
                    tracing::warn!(%error, "what ended was not cleared away");
                }
                tokio::select! {
                    () = stop.cancelled() => {}
                    () = tokio::time::sleep(CLEARING) => {}
                }
            }
        });
        deps.spawn(follow::follow(deps.clone(), "web", "people", people, erasure::Erasures));
    }

    async fn clear(&self) -> Result<(), Error> {
        let now = self.clock.now();
        session::store::remove_ended(self.db.pool(), now).await?;
        link::store::remove_ended(self.db.pool(), now).await?;
        mail::store::remove_old(self.db.pool(), now - MAIL_KEPT).await
    }

    fn hash(&self, email: &Email) -> Vec<u8> {
        keyed_hash(&self.pepper, email.as_str())
    }
}
