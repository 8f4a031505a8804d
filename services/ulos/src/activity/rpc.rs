//! The gRPC face of activities.

use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Deps, Error, Id, Page, Role, Violations, etag, mask, uk_time};
use proto::ulos::v1 as pb;
use tonic::{Request, Response, Status};

use super::capacity::Capacity;
use super::wire::{capacity_to_wire, parse, to_wire, word};
use super::{Activity, MOST_CURRENT, State, store};
use crate::Action;
use crate::policy::{relations, relations_in_use, relations_to};
use crate::ulo::{self, Ulo};

/// What an update can change.
const FIELDS: &[&str] = &["date", "training", "outreach", "influence", "seat"];

/// `alongside.ulos.v1.Activities`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }
}

#[tonic::async_trait]
impl pb::activities_server::Activities for Rpc {
    async fn create_activity(
        &self,
        request: Request<pb::CreateActivityRequest>,
    ) -> Result<Response<pb::Activity>, Status> {
        let caller = Action::CreateActivity.enter(&request)?;
        let request = request.into_inner();
        let now = self.deps.clock.now();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.activity.unwrap_or_default();
        let ulo = violations.keep(Id::parse("activity.ulo", &sent.ulo));
        let deed = parse(&sent, uk_time::date(now), &mut violations);
        let activity = Activity::new(ulo, violations.finish(deed)?, now);
        Action::CreateActivity.permit(&caller, &relations(&caller, ulo))?;

        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, activity.id.uuid()).await? {
            let activity = store::get(&mut *tx, Id::from_uuid(made)).await?;
            return Ok(Response::new(to_wire(&activity)));
        }
        ulo::store::hold_one(&mut tx, ulo).await?.still_listed()?;
        if store::count_current(&mut *tx, ulo).await? >= MOST_CURRENT {
            let text = "300 are current: withdraw some that no longer matter";
            return Err(Error::refused("ACTIVITY_TOO_MANY", text).into());
        }
        store::insert(&mut tx, &activity).await?;
        event::append(&mut tx, &change("activity.created", &activity)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&activity)))
    }

    async fn get_activity(
        &self,
        request: Request<pb::GetActivityRequest>,
    ) -> Result<Response<pb::Activity>, Status> {
        let caller = Action::GetActivity.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let activity = store::get(self.deps.db.pool(), id).await?;
        let ulo = ulo::store::get(self.deps.db.pool(), activity.ulo).await?;
        let in_use = ulo.state() == ulo::State::Listed && activity.state == State::Current;
        Action::GetActivity.require(&caller, &relations_in_use(&caller, ulo.id(), in_use), id)?;
        Ok(Response::new(to_wire(&activity)))
    }

    async fn list_activities(
        &self,
        request: Request<pb::ListActivitiesRequest>,
    ) -> Result<Response<pb::ListActivitiesResponse>, Status> {
        let caller = Action::ListActivities.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let ulo = violations.keep(Id::parse("ulo", &request.ulo));
        let state = violations.keep(State::optional("state", request.state));
        violations.done()?;
        let read: Ulo = ulo::store::get(self.deps.db.pool(), ulo).await?;
        Action::ListActivities.require(&caller, &relations_to(&caller, &read), ulo)?;
        if caller.role == Role::Visitor && state == Some(State::Withdrawn) {
            return Ok(Response::new(pb::ListActivitiesResponse::default()));
        }
        let state = if caller.role == Role::Visitor { Some(State::Current) } else { state };
        let mut activities = store::list(self.deps.db.pool(), ulo, state, &page).await?;
        let next_page_token = page.cut(&mut activities, |activity| activity.id.uuid());
        let capacity = if request.page_token.is_empty() { Some(self.capacity(ulo).await?) } else { None };
        let activities = activities.iter().map(to_wire).collect();
        Ok(Response::new(pb::ListActivitiesResponse { activities, next_page_token, capacity }))
    }

    async fn update_activity(
        &self,
        request: Request<pb::UpdateActivityRequest>,
    ) -> Result<Response<pb::Activity>, Status> {
        let caller = Action::UpdateActivity.enter(&request)?;
        let request = request.into_inner();
        let sent = request.activity.unwrap_or_default();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("activity.name", &sent.name));
        let version = violations.keep(etag::parse(&sent.etag));
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        violations.done()?;

        let now = self.deps.clock.now();
        let mut activity = store::get(self.deps.db.pool(), id).await?;
        Action::UpdateActivity.permit(&caller, &relations(&caller, activity.ulo))?;
        let mut violations = Violations::new();
        same_kind(&activity, &sent, &paths, &mut violations);
        let deed = parse(&merged(to_wire(&activity), sent, &paths), uk_time::date(now), &mut violations);
        activity.edit(violations.finish(deed)?, now)?;
        self.save("activity.updated", &activity, version).await
    }

    async fn withdraw_activity(
        &self,
        request: Request<pb::WithdrawActivityRequest>,
    ) -> Result<Response<pb::Activity>, Status> {
        let caller = Action::WithdrawActivity.enter(&request)?;
        let pb::WithdrawActivityRequest { name, etag } = request.into_inner();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &name));
        let version = violations.keep(etag::parse(&etag));
        violations.done()?;

        let mut activity = store::get(self.deps.db.pool(), id).await?;
        Action::WithdrawActivity.permit(&caller, &relations(&caller, activity.ulo))?;
        activity.withdraw(self.deps.clock.now())?;
        self.save("activity.withdrawn", &activity, version).await
    }
}

impl Rpc {
    /// Keeps a changed record and its event, guarded by the version it was read at.
    async fn save(
        &self,
        kind: &'static str,
        activity: &Activity,
        version: i64,
    ) -> Result<Response<pb::Activity>, Status> {
        let mut tx = self.deps.db.begin().await?;
        ulo::store::hold_one(&mut tx, activity.ulo).await?.still_listed()?;
        store::update(&mut tx, activity, version).await?;
        event::append(&mut tx, &change(kind, activity)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(activity)))
    }

    /// What follows today from everything of an organisation that counts.
    async fn capacity(&self, ulo: Id<Ulo>) -> Result<pb::Capacity, Error> {
        let today = uk_time::date(self.deps.clock.now());
        let activities = store::current_of(self.deps.db.pool(), ulo).await?;
        let deeds: Vec<_> = activities.iter().map(Activity::deed).collect();
        Ok(capacity_to_wire(&Capacity::of(&deeds, today), today))
    }
}

/// What kind of thing it was is fixed: a mask names that kind, and the kind is what is sent.
fn same_kind(activity: &Activity, sent: &pb::Activity, paths: &[&str], violations: &mut Violations) {
    let kind = activity.deed.what.word();
    for path in paths.iter().filter(|path| **path != "date") {
        let same = *path == kind && word(sent) == kind;
        violations.check(
            same,
            &format!("activity.{path}"),
            "this stays the kind of thing it is: add another",
        );
    }
}

/// The record as it is, with the fields of `paths` as sent.
fn merged(mut activity: pb::Activity, sent: pb::Activity, paths: &[&str]) -> pb::Activity {
    for path in paths {
        match *path {
            "date" => activity.date.clone_from(&sent.date),
            "training" | "outreach" | "influence" | "seat" if sent.what.is_some() => {
                activity.what.clone_from(&sent.what);
            }
            _ => {}
        }
    }
    activity
}

/// The event of a change.
fn change(kind: &'static str, activity: &Activity) -> Change {
    Change::new(kind, activity.id, activity.version, &to_wire(activity), activity.update_time)
}
