//! What there is to do for a person, worked out from their records.

use chrono::{Days, Utc};
use proto::brokers::v1::Case;
use proto::brokers::v1::case::Stage;
use proto::matching::v1::Request;
use proto::matching::v1::request::State;
use proto::outcomes::v1::{Review, review};
use proto::people::v1::{Budget, Need, Person};

use super::or_nothing;
use crate::error::Failure;
use crate::mine;
use crate::parts::{Progress, Tasks};
use crate::said;
use crate::visit::Visit;
use crate::words::text;

/// How many days before its due date a review may be answered.
const EARLY: u64 = 28;

/// The records of one person that say what there is to do.
#[derive(Default)]
pub(super) struct Record {
    pub person: Person,
    pub requests: Vec<Request>,
    pub cases: Vec<Case>,
    pub reviews: Vec<Review>,
    pub needs: Vec<Need>,
    pub budgets: Vec<Budget>,
}

impl Record {
    /// Reads them, as far as whoever looks may.
    pub(super) async fn of(visit: &Visit, person: &str) -> Result<Self, Failure> {
        Ok(Self {
            person: or_nothing(mine::person(visit, person).await)?,
            requests: or_nothing(mine::requests(visit, person).await)?,
            cases: or_nothing(mine::cases(visit, person).await)?,
            reviews: or_nothing(mine::reviews(visit, person).await)?,
            needs: or_nothing(mine::current_needs(visit, person).await)?,
            budgets: or_nothing(mine::current_budgets(visit, person).await)?,
        })
    }

    /// What waits for the person, most pressing first.
    pub(super) fn todo(&self) -> Tasks {
        let plans = self.cases.iter().filter(|case| case.stage() == Stage::Submitted);
        let tasks = plans.fold(Tasks::default(), |tasks, case| {
            tasks.task(text("home-todo-plan"), format!("/home/{}#plan", case.name), Progress::Ready)
        });
        let tasks = self.requests.iter().fold(tasks, asking);
        let due = self.reviews.iter().filter(|review| is_due(review));
        due.fold(tasks, |tasks, review| {
            let words = text("home-todo-review").with("stage", said::review::stage(review.stage));
            tasks.task(words, format!("/home/{}", review.name), Progress::Ready)
        })
    }

    /// What setting up is made of, and how far each part is.
    pub(super) fn set_up(&self, name: &str) -> Tasks {
        let to = |page: &str| format!("/{name}/{page}");
        let equality = self.person.equality.unwrap_or_default();
        let told = self.person.age_band + equality.gender + equality.ethnicity > 0;
        Tasks::default()
            .task(text("profile-name"), to("about/name"), progress(!self.person.display_name.is_empty()))
            .task(text("profile-place"), to("place"), progress(!self.person.council.is_empty()))
            .task(text("profile-contact"), to("contact"), progress(!self.person.contact_routes.is_empty()))
            .task(text("profile-needs"), to("needs"), progress(!self.needs.is_empty()))
            .task(text("profile-budget"), to("budget"), progress(!self.budgets.is_empty()))
            .task(text("home-set-up-equality"), to("about/age?then=setup"), progress(told))
    }

    /// Whether enough is known to ask for support well.
    pub(super) fn is_set_up(&self) -> bool {
        !self.person.council.is_empty()
            && !self.person.contact_routes.is_empty()
            && !self.needs.is_empty()
            && !self.budgets.is_empty()
    }
}

fn progress(done: bool) -> Progress {
    if done { Progress::Done } else { Progress::Ready }
}

/// What a request waits for from the person.
fn asking(tasks: Tasks, request: &Request) -> Tasks {
    let kind = said::offering::kind(request.kind);
    let path = format!("/home/{}", request.name);
    match request.state() {
        State::Draft => {
            tasks.task(text("home-todo-draft").with("kind", kind), path + "/check", Progress::Begun)
        }
        State::Asked => tasks.task(text("home-todo-choose").with("kind", kind), path, Progress::Ready),
        State::Unmet => tasks.task(text("home-todo-unmet").with("kind", kind), path, Progress::Ready),
        State::Chosen | State::Placed | State::Withdrawn | State::Closed | State::Unspecified => tasks,
    }
}

/// Whether a review can be answered now.
pub(crate) fn is_due(review: &Review) -> bool {
    let soon = Utc::now().date_naive().checked_add_days(Days::new(EARLY)).unwrap_or_default();
    review.state() == review::State::Due && review.due_date <= soon.format("%Y-%m-%d").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(state: State) -> Request {
        Request { name: "requests/1".to_owned(), kind: 1, state: state.into(), ..Default::default() }
    }

    #[test]
    fn only_what_waits_for_the_person_is_to_do() {
        let waiting = [State::Draft, State::Asked, State::Unmet];
        for state in waiting {
            assert!(!asking(Tasks::default(), &request(state)).is_empty(), "{state:?}");
        }
        for state in [State::Chosen, State::Placed, State::Withdrawn, State::Closed] {
            assert!(asking(Tasks::default(), &request(state)).is_empty(), "{state:?}");
        }
    }

    #[test]
    fn a_review_is_due_from_four_weeks_before_its_day() {
        let day = |days: u64| {
            let day = Utc::now().date_naive().checked_add_days(Days::new(days)).expect("a day");
            let due_date = day.format("%Y-%m-%d").to_string();
            is_due(&Review { due_date, state: review::State::Due.into(), ..Default::default() })
        };
        assert!(day(0) && day(27) && !day(40));
    }
}
