//! The gRPC face of reports.

use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Role, Violations, etag, mask, text};
use proto::ulos::v1 as pb;
use sqlx::PgConnection;
use tonic::{Request, Response, Status};

use super::wire::{parse, to_wire};
use super::{Kind, MOST, Money, Report, State, store};
use crate::Action;
use crate::award::{self, Award};
use crate::policy::{Relation, relations};
use crate::solution::{self, Solution};

/// What an update can change.
const FIELDS: &[&str] =
    &["start_date", "end_date", "done", "spent_pence", "people", "problem", "result", "contact"];

/// `alongside.ulos.v1.Reports`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }
}

#[tonic::async_trait]
impl pb::reports_server::Reports for Rpc {
    async fn create_report(
        &self,
        request: Request<pb::CreateReportRequest>,
    ) -> Result<Response<pb::Report>, Status> {
        let caller = Action::CreateReport.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.report.unwrap_or_default();
        let award: Id<Award> = violations.keep(Id::parse("report.award", &sent.award));
        let kind = violations.some(Kind::required("report.kind", sent.kind));
        let account = parse(&sent, &mut violations);
        let (kind, account) = violations.finish(kind.zip(account))?;

        let mut tx = self.deps.db.begin().await?;
        let award = award::store::hold(&mut tx, award).await?;
        Action::CreateReport.require(&caller, &relations(&caller, award.ulo), award.id)?;
        let report = Report::new(&award, kind, account, self.deps.clock.now());
        if let Some(made) = once.claim(&mut tx, report.id.uuid()).await? {
            let report = store::get(&mut *tx, Id::from_uuid(made)).await?;
            return Ok(Response::new(to_wire(&report)));
        }
        if award.state == award::State::Complete {
            return Err(
                Error::refused("AWARD_COMPLETE", "this award is complete: no report is needed").into()
            );
        }
        if store::count(&mut *tx, award.id).await? >= MOST {
            return Err(
                Error::refused("REPORTS_TOO_MANY", "this award has 100 reports: use one of them").into()
            );
        }
        store::insert(&mut tx, &report).await?;
        event::append(&mut tx, &change("report.created", &report)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&report)))
    }

    async fn get_report(
        &self,
        request: Request<pb::GetReportRequest>,
    ) -> Result<Response<pb::Report>, Status> {
        let caller = Action::GetReport.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let report = store::get(self.deps.db.pool(), id).await?;
        let mut relations = relations(&caller, report.ulo);
        if report.state == State::Draft {
            relations.retain(|relation| *relation == Relation::Own);
        }
        Action::GetReport.require(&caller, &relations, id)?;
        Ok(Response::new(to_wire(&report)))
    }

    async fn list_reports(
        &self,
        request: Request<pb::ListReportsRequest>,
    ) -> Result<Response<pb::ListReportsResponse>, Status> {
        let caller = Action::ListReports.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let award = violations.keep(Id::parse("award", &request.award));
        violations.done()?;
        let award = award::store::get(self.deps.db.pool(), award).await?;
        Action::ListReports.require(&caller, &relations(&caller, award.ulo), award.id)?;
        let drafts = caller.role == Role::Manager;
        let mut reports = store::list(self.deps.db.pool(), award.id, drafts, &page).await?;
        let next_page_token = page.cut(&mut reports, |report| report.id.uuid());
        let reports = reports.iter().map(to_wire).collect();
        Ok(Response::new(pb::ListReportsResponse { reports, next_page_token }))
    }

    async fn update_report(
        &self,
        request: Request<pb::UpdateReportRequest>,
    ) -> Result<Response<pb::Report>, Status> {
        let caller = Action::UpdateReport.enter(&request)?;
        let request = request.into_inner();
        let sent = request.report.unwrap_or_default();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("report.name", &sent.name));
        let version = violations.keep(etag::parse(&sent.etag));
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        violations.done()?;
        let mut report = self.own(Action::UpdateReport, &caller, id).await?;
        let mut violations = Violations::new();
        let account = parse(&merged(to_wire(&report), sent, &paths), &mut violations);
        report.edit(violations.finish(account)?, self.deps.clock.now())?;
        let mut tx = self.deps.db.begin().await?;
        save(&mut tx, "report.updated", &report, version).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&report)))
    }

    async fn submit_report(
        &self,
        request: Request<pb::SubmitReportRequest>,
    ) -> Result<Response<pb::Report>, Status> {
        let caller = Action::SubmitReport.enter(&request)?;
        let pb::SubmitReportRequest { name, etag } = request.into_inner();
        let (id, version) = named(&name, &etag)?;
        let mut report = self.own(Action::SubmitReport, &caller, id).await?;
        report.still_draft()?;
        report.still(version)?;
        let mut tx = self.deps.db.begin().await?;
        // Held, so that no two reports on it are sent in at once.
        let award = award::store::hold(&mut tx, report.award).await?;
        let told_pence = store::told(&mut *tx, award.id).await?;
        report.submit(Money { award_pence: award.amount_pence, told_pence }, self.deps.clock.now())?;
        save(&mut tx, "report.submitted", &report, version).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&report)))
    }

    async fn return_report(
        &self,
        request: Request<pb::ReturnReportRequest>,
    ) -> Result<Response<pb::Report>, Status> {
        let _caller = Action::ReturnReport.enter(&request)?;
        let pb::ReturnReportRequest { name, etag, reason } = request.into_inner();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &name));
        let version = violations.keep(etag::parse(&etag));
        let reason = violations.keep(text::lines("reason", &reason, 1_000));
        violations.check(!reason.is_empty(), "reason", "say what is missing");
        violations.done()?;
        let mut report = store::get(self.deps.db.pool(), id).await?;
        report.give_back(reason, self.deps.clock.now())?;
        let mut tx = self.deps.db.begin().await?;
        save(&mut tx, "report.returned", &report, version).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&report)))
    }

    async fn accept_report(
        &self,
        request: Request<pb::AcceptReportRequest>,
    ) -> Result<Response<pb::Report>, Status> {
        let _caller = Action::AcceptReport.enter(&request)?;
        let pb::AcceptReportRequest { name, etag } = request.into_inner();
        let (id, version) = named(&name, &etag)?;
        let now = self.deps.clock.now();
        let mut report = store::get(self.deps.db.pool(), id).await?;
        report.accept(now)?;
        let mut tx = self.deps.db.begin().await?;
        // The award first, as when a report is sent in.
        let mut award = award::store::hold(&mut tx, report.award).await?;
        save(&mut tx, "report.accepted", &report, version).await?;
        if report.kind == Kind::Learning {
            let before = award.version;
            let learned = Solution::learned(&report.account, &award, now);
            solution::store::insert(&mut tx, &learned).await?;
            award.learn(learned.id(), now);
            award::store::update(&mut tx, &award, before).await?;
            event::append(&mut tx, &award::rpc::change("award.learned", &award)).await?;
            event::append(&mut tx, &solution::rpc::change("solution.created", &learned)).await?;
        }
        tx.commit().await?;
        Ok(Response::new(to_wire(&report)))
    }
}

impl Rpc {
    /// A report of the caller's own organisation.
    async fn own(&self, action: Action, caller: &Caller, id: Id<Report>) -> Result<Report, Error> {
        let report = store::get(self.deps.db.pool(), id).await?;
        action.require(caller, &relations(caller, report.ulo), id)?;
        Ok(report)
    }
}

/// Keeps a changed report and its event, guarded by the version it was read at.
async fn save(tx: &mut PgConnection, kind: &'static str, report: &Report, version: i64) -> Result<(), Error> {
    store::update(tx, report, version).await?;
    event::append(tx, &change(kind, report)).await
}

/// Which report a verb is about, as it was seen.
fn named(name: &str, etag: &str) -> Result<(Id<Report>, i64), Error> {
    let mut violations = Violations::new();
    let id = violations.keep(Id::parse("name", name));
    let version = violations.keep(etag::parse(etag));
    violations.done()?;
    Ok((id, version))
}

/// The report as it is, with the fields of `paths` as sent.
fn merged(mut report: pb::Report, sent: pb::Report, paths: &[&str]) -> pb::Report {
    for path in paths {
        match *path {
            "start_date" => report.start_date.clone_from(&sent.start_date),
            "end_date" => report.end_date.clone_from(&sent.end_date),
            "done" => report.done.clone_from(&sent.done),
            "spent_pence" => report.spent_pence = sent.spent_pence,
            "people" => report.people = sent.people,
            "problem" => report.problem.clone_from(&sent.problem),
            "result" => report.result.clone_from(&sent.result),
            "contact" => report.contact.clone_from(&sent.contact),
            _ => {}
        }
    }
    report
}

fn change(kind: &'static str, report: &Report) -> Change {
    Change::new(kind, report.id, report.version, &to_wire(report), report.update_time)
}
