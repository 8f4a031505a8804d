//! The money of an organisation: what it lives on, how long that lasts, what ends when. Its managers keep it; officers of the
//! councils it works in and observers read the same. Sentence first, table next, picture third, all from the same rows.

mod edit;
mod finance;
mod sentences;
mod show;
mod tables;
mod withdraw;

use axum::Router;
use axum::routing::get;
use platform::{Error, Role};
use proto::ulos::v1 as pb;

use crate::entry;
use crate::error::Failure;
use crate::read;
use crate::site::Site;
use crate::staff;
use crate::visit::Visit;

pub(crate) use sentences::lead;

/// The pages of money.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/ulos/{id}/funding", get(show::show))
        .route("/ulos/{id}/funding/{file}", get(show::file))
        .route("/ulos/{id}/edit/fundings/new", get(edit::adding).post(edit::add))
        .route("/ulos/{id}/edit/fundings/{funding}", get(edit::editing).post(edit::edit))
        .route(
            "/ulos/{id}/edit/fundings/{funding}/withdraw",
            get(withdraw::ask_first).post(withdraw::withdraw),
        )
        .route("/ulos/{id}/edit/finance", get(finance::editing).post(finance::edit))
        .route("/ulos/{id}/edit/finance/plan", get(finance::planning).post(finance::plan))
}

/// Everything of an organisation that its money is told from.
struct Money {
    ulo: pb::Ulo,
    /// Those that count, the earliest end first.
    fundings: Vec<pb::Funding>,
    finance: Option<pb::Finance>,
    /// Whether whoever looks may change it.
    keeps: bool,
}

impl Money {
    /// Reads it for whoever may: the service decides, and tells nobody else that it is there.
    async fn fetch(visit: &Visit, id: &str) -> Result<Self, Failure> {
        let roles = [Role::Manager, Role::Officer, Role::Observer, Role::Operator];
        let caller = staff::one_of(visit, &roles)?;
        let ulo = read::ulo(visit, &format!("ulos/{id}")).await?;
        let mut fundings = fundings(visit, &ulo.name).await?;
        fundings.sort_by(|one, other| (&one.end_date, &one.funder).cmp(&(&other.end_date, &other.funder)));
        let keeper = matches!(caller.role, Role::Manager | Role::Operator);
        Ok(Self {
            finance: statement(visit, &ulo.name).await?,
            keeps: keeper && ulo.state() == pb::ulo::State::Listed,
            fundings,
            ulo,
        })
    }

    fn outlook(&self) -> Option<&pb::Outlook> {
        self.finance.as_ref().and_then(|finance| finance.outlook.as_ref())
    }
}

async fn fundings(visit: &Visit, ulo: &str) -> Result<Vec<pb::Funding>, Error> {
    read::every(|page_token| async move {
        let request = pb::ListFundingsRequest {
            page_size: 100,
            page_token,
            ulo: ulo.to_owned(),
            state: pb::funding::State::Current.into(),
        };
        let page = visit.services().fundings().list_fundings(visit.ask(request)?).await?.into_inner();
        Ok((page.fundings, page.next_page_token))
    })
    .await
}

/// What an organisation states of its money, with what follows; nothing when it states nothing.
pub(crate) async fn statement(visit: &Visit, ulo: &str) -> Result<Option<pb::Finance>, Error> {
    let request = pb::ListFinancesRequest { page_size: 1, ulo: ulo.to_owned(), ..Default::default() };
    let found = visit.services().finances().list_finances(visit.ask(request)?).await?;
    Ok(found.into_inner().finances.into_iter().next())
}

/// The organisation and one of its fundings, for someone who keeps them.
async fn fetch(visit: &Visit, id: &str, funding: &str) -> Result<(pb::Ulo, pb::Funding), Failure> {
    let ulo = entry::fetch(visit, id).await?;
    let request = pb::GetFundingRequest { name: format!("fundings/{funding}") };
    let funding = visit.services().fundings().get_funding(visit.ask(request)?).await?.into_inner();
    if funding.ulo != ulo.name {
        return Err(Error::not_found("this funding").into());
    }
    Ok((ulo, funding))
}

/// Where the money of an organisation is shown.
fn path(ulo: &pb::Ulo) -> String {
    format!("/{}/funding", ulo.name)
}
