//! The gRPC face of cases.

use platform::action::Action as _;
use platform::db::Tx;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Role, Violations, etag, mask, text, uk_time};
use proto::brokers::v1 as pb;
use tonic::{Request, Response, Status};

use super::keep::{self, Told};
use super::wire::{parse, step_to_wire, to_wire};
use super::{By, Case, CloseReason, Stage, State, stage, store};
use crate::broker::Broker;
use crate::{Action, introduction, names, standing};

/// What an update can change.
const FIELDS: &[&str] = &["weight", "next_action", "next_action_date", "first_contact_time"];

/// The minutes of a day: nobody works more on one step.
const DAY: i32 = 1440;

/// `alongside.brokers.v1.Cases`.
pub struct Rpc {
    deps: Deps,
}

/// A change of one case, as it was asked for.
struct Asked {
    action: Action,
    caller: Caller,
    id: Id<Case>,
    version: i64,
}

impl Asked {
    fn parse(action: Action, caller: Caller, name: &str, etag: &str, violations: &mut Violations) -> Self {
        let id = violations.keep(Id::parse("name", name));
        let version = violations.keep(etag::parse(etag));
        Self { action, caller, id, version }
    }
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }

    /// The case as it stands, when the caller may do this to it.
    async fn load(&self, tx: &mut Tx, asked: &Asked) -> Result<Case, Error> {
        let case = store::get(&mut **tx, &self.deps.seals, asked.id).await?;
        let now = self.deps.clock.now();
        let relations = standing::relations(&mut **tx, &asked.caller, &case.facts(), now).await?;
        asked.action.require(&asked.caller, &relations, asked.id)?;
        Ok(case)
    }

    fn by<'a>(&self, asked: &'a Asked, note: String) -> By<'a> {
        By { actor: &asked.caller.subject, note, minutes: 0, now: self.deps.clock.now() }
    }
}

#[tonic::async_trait]
impl pb::cases_server::Cases for Rpc {
    async fn get_case(&self, request: Request<pb::GetCaseRequest>) -> Result<Response<pb::Case>, Status> {
        let caller = Action::GetCase.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let db = self.deps.db.pool();
        let case = store::get(db, &self.deps.seals, id).await?;
        let relations = standing::relations(db, &caller, &case.facts(), self.deps.clock.now()).await?;
        Action::GetCase.require(&caller, &relations, id)?;
        let mut shown = to_wire(&case);
        for step in store::history(db, &case).await? {
            shown.history.push(step_to_wire(&step, &self.deps.seals, &case)?);
        }
        Ok(Response::new(shown))
    }

    async fn list_cases(
        &self,
        request: Request<pb::ListCasesRequest>,
    ) -> Result<Response<pb::ListCasesResponse>, Status> {
        let action = Action::ListCases;
        let caller = action.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let mut filter = parse_filter(&request, &mut violations);
        violations.done()?;
        let db = self.deps.db.pool();
        let allows = |relation| action.allows(caller.role, relation);
        let now = self.deps.clock.now();
        let scope = standing::scope(db, &caller, now, allows).await?;
        let Some(scope) = scope else { return Ok(Response::new(pb::ListCasesResponse::default())) };
        filter.scope = scope;
        filter.overdue_on = request.overdue.then(|| uk_time::date(now));
        let mut cases = store::list(db, &self.deps.seals, &filter, &page).await?;
        let next_page_token = page.cut(&mut cases, |case| case.id.uuid());
        let cases = cases.iter().map(to_wire).collect();
        Ok(Response::new(pb::ListCasesResponse { cases, next_page_token }))
    }

    async fn update_case(
        &self,
        request: Request<pb::UpdateCaseRequest>,
    ) -> Result<Response<pb::Case>, Status> {
        let caller = Action::UpdateCase.enter(&request)?;
        let request = request.into_inner();
        let sent = request.case.unwrap_or_default();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("case.name", &sent.name));
        let version = violations.keep(etag::parse(&sent.etag));
        let asked = Asked { action: Action::UpdateCase, caller, id, version };
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        violations.done()?;

        let mut tx = self.deps.db.begin().await?;
        let mut case = self.load(&mut tx, &asked).await?;
        let now = self.deps.clock.now();
        let mut violations = Violations::new();
        let details = parse(&merged(to_wire(&case), sent, &paths), &case, now, &mut violations);
        violations.done()?;
        let points = details.weight - case.details.weight;
        case.edit(details, now)?;
        let told = Told { before: asked.version, kind: "case.updated", step: None };
        keep::changed(&mut tx, &self.deps, &case, told).await?;
        if points != 0 {
            keep::weighed(&mut tx, case.broker, points, now).await?;
        }
        tx.commit().await?;
        Ok(Response::new(to_wire(&case)))
    }

    async fn move_case(&self, request: Request<pb::MoveCaseRequest>) -> Result<Response<pb::Case>, Status> {
        let caller = Action::MoveCase.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let asked = Asked::parse(Action::MoveCase, caller, &request.name, &request.etag, &mut violations);
        let stage = violations.some(Stage::required("stage", request.stage));
        let note = violations.keep(text::lines("note", &request.note, 2000));
        violations.check((0..=DAY).contains(&request.minutes), "minutes", "give minutes from 0 to 1,440");
        let stage = violations.finish(stage)?;
        stage.for_workers()?;

        let mut tx = self.deps.db.begin().await?;
        let mut case = self.load(&mut tx, &asked).await?;
        let by = By { minutes: request.minutes, ..self.by(&asked, note) };
        let step = Some(case.move_to(stage, by)?);
        let told = Told { before: asked.version, kind: "case.moved", step };
        keep::changed(&mut tx, &self.deps, &case, told).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&case)))
    }

    async fn record_work(
        &self,
        request: Request<pb::RecordWorkRequest>,
    ) -> Result<Response<pb::Case>, Status> {
        let caller = Action::RecordWork.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let asked = Asked::parse(Action::RecordWork, caller, &request.name, &request.etag, &mut violations);
        let note = violations.keep(text::lines("note", &request.note, 2000));
        violations.check((1..=DAY).contains(&request.minutes), "minutes", "give minutes from 1 to 1,440");
        violations.done()?;

        let mut tx = self.deps.db.begin().await?;
        let mut case = self.load(&mut tx, &asked).await?;
        let by = By { minutes: request.minutes, ..self.by(&asked, note) };
        let step = Some(case.record_work(by)?);
        let told = Told { before: asked.version, kind: "case.worked", step };
        keep::changed(&mut tx, &self.deps, &case, told).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&case)))
    }

    async fn agree_plan(&self, request: Request<pb::AgreePlanRequest>) -> Result<Response<pb::Case>, Status> {
        let caller = Action::AgreePlan.enter(&request).map_err(|error| by_whom(&request, error))?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let asked = Asked::parse(Action::AgreePlan, caller, &request.name, &request.etag, &mut violations);
        let note = violations.keep(text::lines("note", &request.note, 2000));
        violations.check(request.agreed || !note.is_empty(), "note", "say what should change");
        violations.done()?;

        let mut tx = self.deps.db.begin().await?;
        let mut case = self.load(&mut tx, &asked).await?;
        let step = Some(case.answer_plan(request.agreed, self.by(&asked, note))?);
        let kind = if request.agreed { "case.agreed" } else { "case.returned" };
        keep::changed(&mut tx, &self.deps, &case, Told { before: asked.version, kind, step }).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&case)))
    }

    async fn close_case(&self, request: Request<pb::CloseCaseRequest>) -> Result<Response<pb::Case>, Status> {
        let caller = Action::CloseCase.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let asked = Asked::parse(Action::CloseCase, caller, &request.name, &request.etag, &mut violations);
        let reason = violations.some(CloseReason::required("close_reason", request.close_reason));
        let note = violations.keep(text::lines("note", &request.note, 2000));
        let told = reason != Some(CloseReason::Other) || !note.is_empty();
        violations.check(told, "note", "say why in a few words");
        let reason = violations.finish(reason)?;

        let mut tx = self.deps.db.begin().await?;
        let mut case = self.load(&mut tx, &asked).await?;
        let by = self.by(&asked, note);
        keep::close(&mut tx, &self.deps, &mut case, (asked.version, reason), by).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&case)))
    }

    async fn transfer_case(
        &self,
        request: Request<pb::TransferCaseRequest>,
    ) -> Result<Response<pb::Case>, Status> {
        let caller = Action::TransferCase.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let asked = Asked::parse(Action::TransferCase, caller, &request.name, &request.etag, &mut violations);
        let broker = violations.keep(Id::parse("broker", &request.broker));
        violations.done()?;

        let mut tx = self.deps.db.begin().await?;
        let mut case = self.load(&mut tx, &asked).await?;
        let from = case.broker;
        let seals = &self.deps.seals;
        introduction::store::get(&mut *tx, seals, case.origin.introduction).await?.allows(broker)?;
        let step = Some(case.transfer(broker, self.by(&asked, String::new()))?);
        let told = Told { before: asked.version, kind: "case.transferred", step };
        keep::changed(&mut tx, &self.deps, &case, told).await?;
        keep::handed_over(&mut tx, &case, from, case.update_time).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&case)))
    }
}

/// Whoever does the work hears that the plan is not theirs to agree; anyone else just that this is not theirs to do.
fn by_whom(request: &Request<pb::AgreePlanRequest>, error: Error) -> Error {
    let role = request.extensions().get::<Caller>().map(|caller| caller.role);
    match error {
        Error::Forbidden if matches!(role, Some(Role::Broker | Role::Manager)) => stage::not_for_workers(),
        error => error,
    }
}

/// The case as it is, with the fields of `paths` as sent.
fn merged(mut case: pb::Case, sent: pb::Case, paths: &[&str]) -> pb::Case {
    for path in paths {
        match *path {
            "weight" => case.weight = sent.weight,
            "next_action" => case.next_action.clone_from(&sent.next_action),
            "next_action_date" => case.next_action_date.clone_from(&sent.next_action_date),
            "first_contact_time" => case.first_contact_time = sent.first_contact_time,
            _ => {}
        }
    }
    case
}

fn parse_filter(request: &pb::ListCasesRequest, violations: &mut Violations) -> store::Filter {
    let person = violations.keep(Id::<names::Person>::parse_optional("person", &request.person));
    let ulo = violations.keep(Id::<names::Ulo>::parse_optional("ulo", &request.ulo));
    let broker = violations.keep(Id::<Broker>::parse_optional("broker", &request.broker));
    let stage = violations.keep(Stage::optional("stage", request.stage));
    let state = violations.keep(State::optional("state", request.state));
    store::Filter {
        scope: standing::Scope::default(),
        person: person.map(Id::uuid),
        ulo: ulo.map(Id::uuid),
        broker: broker.map(Id::uuid),
        stage,
        // A stage says the state as well, and what is open has an index of its own.
        state: state.or(stage.map(Stage::state)),
        overdue_on: None,
    }
}
