//! The gRPC face of finances.

use chrono::NaiveDate;
use platform::action::Action as _;
use platform::db::Db;
use platform::event::{self, Change};
use platform::once::Once;
use platform::{Deps, Error, Id, Page, Violations, etag, mask, uk_time};
use proto::ulos::v1 as pb;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::outlook::{Outlook, Risk};
use super::wire::{parse, to_wire, with_outlook};
use super::{Finance, store};
use crate::Action;
use crate::funding;
use crate::private::require;
use crate::ulo::{self, Ulo};

/// What an update can change.
const FIELDS: &[&str] = &["reserves_pence", "monthly_cost_pence", "statement_date", "closure_plan"];

/// `alongside.ulos.v1.Finances`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }

    /// The record with what follows from it today.
    async fn whole(&self, finance: &Finance) -> Result<pb::Finance, Error> {
        let fundings = funding::store::current_of(self.deps.db.pool(), finance.ulo).await?;
        let terms: Vec<_> = fundings.iter().map(funding::Funding::terms).collect();
        Ok(with_outlook(finance, &terms, uk_time::date(self.deps.clock.now())))
    }
}

#[tonic::async_trait]
impl pb::finances_server::Finances for Rpc {
    async fn create_finance(
        &self,
        request: Request<pb::CreateFinanceRequest>,
    ) -> Result<Response<pb::Finance>, Status> {
        let caller = Action::CreateFinance.enter(&request)?;
        let request = request.into_inner();
        let now = self.deps.clock.now();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.finance.unwrap_or_default();
        let ulo = violations.keep(Id::parse("finance.ulo", &sent.ulo));
        let statement = parse(&sent, uk_time::date(now), &mut violations);
        let finance = Finance::new(ulo, violations.finish(statement)?, now);
        require(&self.deps.db, Action::CreateFinance, &caller, ulo, ulo).await?;

        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, finance.id.uuid()).await? {
            let finance = store::get(&mut *tx, Id::from_uuid(made)).await?;
            drop(tx);
            return Ok(Response::new(self.whole(&finance).await?));
        }
        ulo::store::hold_one(&mut tx, ulo).await?.still_listed()?;
        store::insert(&mut tx, &finance).await?;
        event::append(&mut tx, &change("finance.created", &finance)).await?;
        tx.commit().await?;
        Ok(Response::new(self.whole(&finance).await?))
    }

    async fn get_finance(
        &self,
        request: Request<pb::GetFinanceRequest>,
    ) -> Result<Response<pb::Finance>, Status> {
        let caller = Action::GetFinance.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let finance = store::get(self.deps.db.pool(), id).await?;
        require(&self.deps.db, Action::GetFinance, &caller, finance.ulo, id).await?;
        Ok(Response::new(self.whole(&finance).await?))
    }

    async fn list_finances(
        &self,
        request: Request<pb::ListFinancesRequest>,
    ) -> Result<Response<pb::ListFinancesResponse>, Status> {
        let caller = Action::ListFinances.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let ulo = violations.keep(Id::parse("ulo", &request.ulo));
        violations.done()?;
        require(&self.deps.db, Action::ListFinances, &caller, ulo, ulo).await?;
        let mut finances = Vec::new();
        for finance in store::list(self.deps.db.pool(), ulo, &page).await? {
            finances.push(self.whole(&finance).await?);
        }
        Ok(Response::new(pb::ListFinancesResponse { finances, next_page_token: String::new() }))
    }

    async fn update_finance(
        &self,
        request: Request<pb::UpdateFinanceRequest>,
    ) -> Result<Response<pb::Finance>, Status> {
        let caller = Action::UpdateFinance.enter(&request)?;
        let request = request.into_inner();
        let sent = request.finance.unwrap_or_default();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("finance.name", &sent.name));
        let version = violations.keep(etag::parse(&sent.etag));
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        violations.done()?;

        let now = self.deps.clock.now();
        let mut finance = store::get(self.deps.db.pool(), id).await?;
        require(&self.deps.db, Action::UpdateFinance, &caller, finance.ulo, id).await?;
        let mut violations = Violations::new();
        let statement = parse(&merged(to_wire(&finance), sent, &paths), uk_time::date(now), &mut violations);
        finance.edit(violations.finish(statement)?, now);
        let mut tx = self.deps.db.begin().await?;
        ulo::store::hold_one(&mut tx, finance.ulo).await?.still_listed()?;
        store::update(&mut tx, &finance, version).await?;
        event::append(&mut tx, &change("finance.updated", &finance)).await?;
        tx.commit().await?;
        Ok(Response::new(self.whole(&finance).await?))
    }
}

/// How likely it is, on a day, that an organisation cannot go on as it is.
pub(crate) async fn risk(db: &Db, ulo: Id<Ulo>, today: NaiveDate) -> Result<Risk, Error> {
    let page = Page { before: Uuid::max(), size: 1 };
    let Some(finance) = store::list(db.pool(), ulo, &page).await?.pop() else {
        return Ok(Risk::NotEvidenced);
    };
    let fundings = funding::store::current_of(db.pool(), ulo).await?;
    let terms: Vec<_> = fundings.iter().map(funding::Funding::terms).collect();
    Ok(Outlook::of(finance.statement(), &terms, today).risk)
}

/// The record as it is, with the fields of `paths` as sent.
fn merged(mut finance: pb::Finance, sent: pb::Finance, paths: &[&str]) -> pb::Finance {
    for path in paths {
        match *path {
            "reserves_pence" => finance.reserves_pence = sent.reserves_pence,
            "monthly_cost_pence" => finance.monthly_cost_pence = sent.monthly_cost_pence,
            "statement_date" => finance.statement_date.clone_from(&sent.statement_date),
            "closure_plan" => finance.closure_plan.clone_from(&sent.closure_plan),
            _ => {}
        }
    }
    finance
}

/// The event of a change. What follows from the record is worked out by whoever reads it, on their day.
fn change(kind: &'static str, finance: &Finance) -> Change {
    Change::new(kind, finance.id, finance.version, &to_wire(finance), finance.update_time)
}
