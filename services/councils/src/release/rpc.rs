//! The gRPC face of releases.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use platform::action::Action as _;
use platform::{Deps, Error, Violation, Violations, etag, text};
use proto::councils::v1 as pb;
use tonic::{Request, Response, Status};

use super::figures::ENGLAND;
use super::wire::{to_wire, with_figures};
use super::{keeper, store};
use crate::Action;
use crate::council::{self, GssCode, Seed};
use crate::framework::quarter::Quarter;

/// A reason shorter than this gives none.
const SHORTEST_REASON: usize = 10;

/// `alongside.councils.v1.Releases`.
pub struct Rpc {
    deps: Deps,
    seed: Seed,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps, seed: &Seed) -> Self {
        Self { deps: deps.clone(), seed: seed.clone() }
    }
}

#[tonic::async_trait]
impl pb::releases_server::Releases for Rpc {
    async fn get_release(
        &self,
        request: Request<pb::GetReleaseRequest>,
    ) -> Result<Response<pb::Release>, Status> {
        Action::GetRelease.enter(&request)?;
        let pb::GetReleaseRequest { name, revision, place } = request.into_inner();
        let mut violations = Violations::new();
        let quarter = violations.keep(quarter_of(&name));
        violations.check(revision >= 0, "revision", "give the number of a revision, or 0 for the last");
        let shaped = place.is_empty() || GssCode::new(&place).is_some();
        violations.check(shaped, "place", "give a GSS code such as E08000033");
        let quarter = violations.finish(quarter)?;
        self.seed.sown().await?;
        let db = self.deps.db.pool();
        let release = store::get(db, quarter, (revision > 0).then_some(revision.into())).await?;
        let councils = council::store::all(db).await?;
        let region = councils.iter().find(|council| council.gss_code.as_str() == place);
        let region = region.map_or(ENGLAND, |council| council.region_code.as_str());
        let wanted = if place.is_empty() { Vec::new() } else { vec![place.as_str(), region, ENGLAND] };
        let places = store::figures(db, &release, &wanted).await?;
        if !place.is_empty() && !places.contains_key(&place) {
            return Err(Error::not_found(format!("{place} in {name}")).into());
        }
        Ok(Response::new(with_figures(&release, &places, &councils)))
    }

    async fn list_releases(
        &self,
        request: Request<pb::ListReleasesRequest>,
    ) -> Result<Response<pb::ListReleasesResponse>, Status> {
        Action::ListReleases.enter(&request)?;
        let pb::ListReleasesRequest { page_size, page_token } = request.into_inner();
        let mut violations = Violations::new();
        let page = platform::Page::parse(page_size, "", &mut violations);
        let before = violations.keep(before(&page_token));
        violations.done()?;
        let mut releases = store::list(self.deps.db.pool(), &before, page.limit()).await?;
        let more = i64::try_from(releases.len()).is_ok_and(|found| found > page.size);
        releases.truncate(usize::try_from(page.size).unwrap_or(usize::MAX));
        let last = releases.last().filter(|_| more).map(|last| last.quarter.to_string());
        Ok(Response::new(pb::ListReleasesResponse {
            releases: releases.iter().map(to_wire).collect(),
            next_page_token: last.map(|last| BASE64_URL_SAFE_NO_PAD.encode(last)).unwrap_or_default(),
        }))
    }

    async fn revise_release(
        &self,
        request: Request<pb::ReviseReleaseRequest>,
    ) -> Result<Response<pb::Release>, Status> {
        Action::ReviseRelease.enter(&request)?;
        let pb::ReviseReleaseRequest { name, etag, reason } = request.into_inner();
        let mut violations = Violations::new();
        let quarter = violations.keep(quarter_of(&name));
        let revision = violations.keep(etag::parse(&etag));
        let given = violations.keep(text::lines("reason", &reason, 1_000));
        let said = given.chars().count() >= SHORTEST_REASON || reason.chars().count() > 1_000;
        violations.check(said, "reason", "say why, in 10 to 1,000 characters");
        let quarter = violations.finish(quarter)?;

        let mut tx = self.deps.db.begin().await?;
        let last = store::get(&mut *tx, quarter, None).await?;
        let release = last.revised(given, self.deps.clock.now());
        if last.revision != revision || !store::insert(&mut tx, &release).await? {
            return Err(Error::Stale.into());
        }
        let earlier = store::figures(&mut *tx, &last, &[]).await?;
        let places = keeper::add_figures(&mut tx, &release, Some(&earlier)).await?;
        let councils = council::store::all(&mut *tx).await?;
        tx.commit().await?;
        Ok(Response::new(with_figures(&release, &places, &councils)))
    }
}

/// The quarter a name such as `releases/2026-Q3` names.
fn quarter_of(name: &str) -> Result<Option<Quarter>, Violation> {
    let wrong = || Violation::new("name", "give a name such as releases/2026-Q3");
    let quarter = name.strip_prefix("releases/").ok_or_else(wrong)?;
    Quarter::parse("name", quarter)?.map(Some).ok_or_else(wrong)
}

/// The quarter a page token stops before; empty for the first page.
fn before(token: &str) -> Result<String, Violation> {
    if token.is_empty() {
        return Ok(String::new());
    }
    let read = || String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(token).ok()?).ok();
    let quarter = read().filter(|quarter| Quarter::parse("page_token", quarter).is_ok_and(|it| it.is_some()));
    quarter.ok_or_else(|| Violation::new("page_token", "give the next_page_token of the last answer"))
}
