//! The gRPC face of spending.

use platform::action::Action as _;
use platform::event::{self, Change};
use platform::{Deps, Error, Violations, etag, text};
use proto::councils::v1 as pb;
use proto::councils::v1::spend_line::Among;
use sqlx::PgConnection;
use tonic::{Request, Response, Status};

use super::wire::{line, to_wire};
use super::{Spend, Stated, Year, parse_name, store};
use crate::Action;
use crate::benchmark;
use crate::council::{self, Council, GssCode, Seed};

/// Years told of: the present one and those before.
const YEARS: i32 = 5;
const MOST_PENCE: i64 = 100_000_000_000;
/// A source shorter than this names none.
const SHORTEST_SOURCE: usize = 3;

/// `alongside.councils.v1.Spends`.
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
impl pb::spends_server::Spends for Rpc {
    async fn get_spend(&self, request: Request<pb::GetSpendRequest>) -> Result<Response<pb::Spend>, Status> {
        Action::GetSpend.enter(&request)?;
        let mut violations = Violations::new();
        let named = violations.keep(parse_name(&request.get_ref().name));
        let (code, year) = violations.finish(named)?;
        self.seed.sown().await?;
        let mut db = self.deps.db.begin().await?;
        Ok(Response::new(to_wire(&get(&mut db, &code, year).await?)))
    }

    async fn list_spends(
        &self,
        request: Request<pb::ListSpendsRequest>,
    ) -> Result<Response<pb::ListSpendsResponse>, Status> {
        Action::ListSpends.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = platform::Page::parse(request.page_size, "", &mut violations);
        violations.check(request.page_token.is_empty(), "page_token", "leave this empty: there is one page");
        let code = violations.keep(GssCode::parse("council", "councils", &request.council));
        violations.done()?;
        self.seed.sown().await?;
        let mut db = self.deps.db.begin().await?;
        let council = council::store::get(&mut *db, &code).await?;
        let councils = council::store::all(&mut *db).await?;
        let now = Year::of(self.deps.clock.now().date_naive());
        let years: Vec<Year> = (0..YEARS).map(|ago| now.before(ago)).collect();
        let codes: Vec<&GssCode> = councils.iter().map(|council| &council.gss_code).collect();
        let all = store::list(&mut db, &codes, &years).await?;
        let own = all.iter().filter(|spend| spend.gss_code == code);
        let spends =
            own.map(|spend| pb::Spend { lines: lines(spend, &council, &councils, &all), ..to_wire(spend) });
        let spends = spends.take(usize::try_from(page.size).unwrap_or(usize::MAX)).collect();
        Ok(Response::new(pb::ListSpendsResponse { spends, next_page_token: String::new() }))
    }

    async fn state_spend(
        &self,
        request: Request<pb::StateSpendRequest>,
    ) -> Result<Response<pb::Spend>, Status> {
        let caller = Action::StateSpend.enter(&request)?;
        let pb::StateSpendRequest { name, etag, to_others_pence, source } = request.into_inner();
        let mut violations = Violations::new();
        let named = violations.keep(parse_name(&name));
        let seen = violations.keep(etag::parse(&etag));
        let money = (0..=MOST_PENCE).contains(&to_others_pence);
        violations.check(money, "to_others_pence", "give an amount from nothing to £1,000,000,000");
        let given = violations.keep(text::optional("source", &source, 300));
        let said = given.chars().count() >= SHORTEST_SOURCE || source.chars().count() > 300;
        violations.check(said, "source", "say where it is published or how it was worked out");
        let (code, year) = violations.finish(named)?;
        Action::StateSpend.permit(&caller, &code)?;
        self.seed.sown().await?;

        let stated = Stated { to_others_pence, source: given };
        let mut tx = self.deps.db.begin().await?;
        let mut spend = get(&mut tx, &code, year).await?;
        spend.state(stated.clone(), self.deps.clock.now())?;
        // The version stated is the one after the version seen.
        spend.version = seen + 1;
        store::keep(&mut tx, &spend, &stated, seen).await?;
        event::append(&mut tx, &change(&spend)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&spend)))
    }
}

/// One council's spending in one year.
async fn get(db: &mut PgConnection, code: &GssCode, year: Year) -> Result<Spend, Error> {
    council::store::get(&mut *db, code).await?;
    let mut spends = store::list(db, &[code], &[year]).await?;
    spends.pop().ok_or_else(|| Error::internal("a year without spending"))
}

/// The middle shares a council's year is set beside.
fn lines(spend: &Spend, council: &Council, councils: &[Council], all: &[Spend]) -> Vec<pb::SpendLine> {
    let share = |code: &GssCode| {
        all.iter().find(|other| other.year == spend.year && other.gss_code == *code).and_then(Spend::share)
    };
    let medians = benchmark::medians(council, councils, share);
    vec![
        line(Among::Like, medians.like),
        line(Among::Region, medians.region),
        line(Among::England, medians.england),
    ]
}

/// The event of a statement; the first is the first version anyone stated.
fn change(spend: &Spend) -> Change {
    let at = spend.update_time.unwrap_or_default();
    Change::new("spend.stated", spend.name(), spend.version - 1, &to_wire(spend), at)
}
