//! Agreements to help: proposed, accepted by both, tracked, ended, judged by the helped side; the money stays with the sides.

use platform::{Caller, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::buddying::{HelpedVerdict, Payer, State};
use proto::ulos::v1::solution::Topic;
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::buddies::{a_buddy_offer, an_agreement, in_days};
use crate::harness::ulos::a_ulo;
use crate::harness::{House, a_visitor, an_operator, manager, mask, officer, request_id};

const NORTHUMBERLAND: &str = "councils/E06000057";

/// An organisation with an offer, and one that could be helped.
async fn two(house: &House) -> (String, String) {
    let buddy = house.a_strong_ulo(&[NORTHUMBERLAND]).await;
    house.offer_to_help(a_buddy_offer(&buddy)).await;
    (buddy, a_ulo().create(house).await.name)
}

fn create(agreement: pb::Buddying) -> pb::CreateBuddyingRequest {
    pb::CreateBuddyingRequest { buddying: Some(agreement), request_id: request_id() }
}

fn accept(agreement: &pb::Buddying) -> pb::AcceptBuddyingRequest {
    pb::AcceptBuddyingRequest { name: agreement.name.clone(), etag: agreement.etag.clone() }
}

fn decline(agreement: &pb::Buddying) -> pb::DeclineBuddyingRequest {
    let pb::Buddying { name, etag, .. } = agreement.clone();
    pb::DeclineBuddyingRequest { name, etag, reason: "Not this year.".into() }
}

fn mark(agreement: &pb::Buddying, milestone: i32, done_date: &str) -> pb::MarkBuddyMilestoneRequest {
    let pb::Buddying { name, etag, .. } = agreement.clone();
    pb::MarkBuddyMilestoneRequest { name, etag, milestone, done_date: done_date.into() }
}

fn judge(agreement: &pb::Buddying) -> pb::JudgeBuddyingRequest {
    let pb::Buddying { name, etag, .. } = agreement.clone();
    let verdict = HelpedVerdict::HelpedInPart.into();
    pb::JudgeBuddyingRequest { name, etag, verdict, words: "The board met.".into() }
}

async fn read(house: &House, caller: &Caller, agreement: &pb::Buddying) -> pb::Buddying {
    let request = house.ask(caller, pb::GetBuddyingRequest { name: agreement.name.clone() });
    house.buddyings().get_buddying(request).await.unwrap().into_inner()
}

async fn listed(house: &House, caller: &Caller, request: pb::ListBuddyingsRequest) -> Vec<String> {
    let answer = house.buddyings().list_buddyings(house.ask(caller, request)).await.unwrap().into_inner();
    answer.buddyings.into_iter().map(|agreement| agreement.name).collect()
}

#[tokio::test]
async fn an_agreement_goes_from_proposal_to_the_verdict_of_the_helped() {
    let house = House::shared().await;
    let (buddy, helped) = two(house).await;
    let [ours, theirs] = [manager(&buddy), manager(&helped)];
    let request = create(an_agreement(&buddy, &helped));
    let made =
        house.buddyings().create_buddying(house.ask(&ours, request.clone())).await.unwrap().into_inner();
    let again = house.buddyings().create_buddying(house.ask(&ours, request)).await.unwrap().into_inner();
    assert_eq!((made.state(), &made), (State::Proposed, &again));
    assert!(made.buddy_accept_time.is_some() && made.helped_accept_time.is_none());
    let twice = house.ask(&theirs, create(an_agreement(&buddy, &helped)));
    refused(house.buddyings().create_buddying(twice).await, Code::AlreadyExists, "BUDDYING_EXISTS");
    let early = house.buddyings().mark_buddy_milestone(house.ask(&ours, mark(&made, 1, ""))).await;
    refused(early, Code::FailedPrecondition, "BUDDYING_NOT_ACCEPTED");

    let accepted = house.accept_help(&theirs, &made).await;
    assert_eq!(accepted.state(), State::Accepted);
    let today = in_days(0).to_string();
    let marked = house.buddyings().mark_buddy_milestone(house.ask(&theirs, mark(&accepted, 2, &today))).await;
    let marked = marked.unwrap().into_inner();
    assert_eq!(marked.milestones.iter().map(|one| one.done_date.as_str()).collect::<Vec<_>>(), ["", &today]);
    stale(house.buddyings().mark_buddy_milestone(house.ask(&ours, mark(&accepted, 1, &today))).await);
    let future = mark(&marked, 1, &in_days(2).to_string());
    invalid(house.buddyings().mark_buddy_milestone(house.ask(&ours, future)).await, &["done_date"]);
    invalid(
        house.buddyings().mark_buddy_milestone(house.ask(&ours, mark(&marked, 3, &today))).await,
        &["milestone"],
    );
    let early = house.buddyings().judge_buddying(house.ask(&theirs, judge(&marked))).await;
    refused(early, Code::FailedPrecondition, "BUDDYING_NOT_ENDED");

    let ended = house.end_help(&ours, &marked).await;
    assert_eq!((ended.state(), ended.reason.as_str()), (State::Ended, "It is done."));
    // Who helped has no say in what it was worth.
    for caller in [&ours, &officer(NORTHUMBERLAND), &manager("ulos/01990000-0000-7000-8000-000000000001")] {
        forbidden(house.buddyings().judge_buddying(house.ask(caller, judge(&ended))).await);
    }
    let judged =
        house.buddyings().judge_buddying(house.ask(&theirs, judge(&ended))).await.unwrap().into_inner();
    let seen = read(house, &a_visitor(), &judged).await;
    assert_eq!(
        (seen.verdict(), seen.verdict_words.as_str()),
        (HelpedVerdict::HelpedInPart, "The board met.")
    );
    let told = ["created", "accepted", "marked", "ended", "judged"].map(|verb| format!("buddying.{verb}"));
    assert_eq!(house.told_by("ulos", &made.name).await, told);
}

#[tokio::test]
async fn a_proposal_is_the_two_sides_own_and_its_money_stays_with_them() {
    let house = House::shared().await;
    let (buddy, helped) = two(house).await;
    let paid =
        pb::Buddying { cost_pence: 120_000, payer: Payer::Council.into(), ..an_agreement(&buddy, &helped) };
    let made = house.propose_help(&manager(&helped), paid).await;
    let of_buddy = pb::ListBuddyingsRequest { ulo: buddy.clone(), ..Default::default() };
    let stranger = manager("ulos/01990000-0000-7000-8000-000000000001");
    let outside = [&stranger, &a_visitor(), &officer(NORTHUMBERLAND)];
    for caller in outside {
        let get = pb::GetBuddyingRequest { name: made.name.clone() };
        not_found(house.buddyings().get_buddying(house.ask(caller, get)).await);
        assert_eq!(listed(house, caller, of_buddy.clone()).await, Vec::<String>::new());
    }
    not_found(house.buddyings().accept_buddying(house.ask(&stranger, accept(&made))).await);
    forbidden(
        house.buddyings().create_buddying(house.ask(&stranger, create(an_agreement(&buddy, &helped)))).await,
    );
    forbidden(house.buddyings().accept_buddying(house.ask(&an_operator(), accept(&made))).await);
    let inside = [&manager(&buddy), &manager(&helped), &an_operator(), &Caller::new(Role::Observer, "o/1")];
    for caller in inside {
        assert_eq!(read(house, caller, &made).await, made);
        assert_eq!(listed(house, caller, of_buddy.clone()).await, [made.name.as_str()]);
    }
    let accepted = house.accept_help(&manager(&buddy), &made).await;
    for caller in outside {
        let seen = read(house, caller, &accepted).await;
        let expected = pb::Buddying {
            milestones: vec![],
            cost_pence: 0,
            payer: Payer::Unspecified.into(),
            exit_terms: String::new(),
            ..accepted.clone()
        };
        assert_eq!(seen, expected);
        assert_eq!(listed(house, caller, of_buddy.clone()).await, [made.name.as_str()]);
    }
}

#[tokio::test]
async fn what_one_side_changes_the_other_accepts_anew() {
    let house = House::shared().await;
    let (buddy, helped) = two(house).await;
    let made = house.propose_help(&manager(&buddy), an_agreement(&buddy, &helped)).await;
    let milestone = pb::BuddyMilestone {
        title: "One مثال".into(),
        due_date: in_days(20).to_string(),
        done_date: String::new(),
    };
    let wanted = pb::Buddying {
        hours_per_month: 5,
        topics: vec![Topic::Funding.into()],
        start_date: in_days(10).to_string(),
        end_date: in_days(30).to_string(),
        milestones: vec![milestone],
        cost_pence: 5_000,
        payer: Payer::Helped.into(),
        exit_terms: "One,\ntwo.".into(),
        ..made.clone()
    };
    let fields = [
        "hours_per_month",
        "topics",
        "start_date",
        "end_date",
        "milestones",
        "cost_pence",
        "payer",
        "exit_terms",
    ];
    let request = pb::UpdateBuddyingRequest { buddying: Some(wanted.clone()), update_mask: mask(&fields) };
    let updated = house.buddyings().update_buddying(house.ask(&manager(&helped), request.clone())).await;
    let updated = updated.unwrap().into_inner();
    let expected = pb::Buddying {
        buddy_accept_time: None,
        helped_accept_time: updated.helped_accept_time,
        update_time: updated.update_time,
        etag: updated.etag.clone(),
        ..wanted
    };
    assert_eq!(updated, expected);
    assert!(updated.helped_accept_time.is_some());
    stale(house.buddyings().update_buddying(house.ask(&manager(&helped), request)).await);
    // Nobody accepts what they did not see.
    stale(house.buddyings().accept_buddying(house.ask(&manager(&buddy), accept(&made))).await);
    let accepted = house.accept_help(&manager(&buddy), &updated).await;
    let answer = house.buddyings().decline_buddying(house.ask(&manager(&buddy), decline(&accepted))).await;
    refused(answer, Code::FailedPrecondition, "BUDDYING_NOT_PROPOSED");
}

#[tokio::test]
async fn no_more_hours_are_promised_than_are_offered() {
    let house = House::shared().await;
    let (buddy, helped) = two(house).await;
    let ours = manager(&buddy);
    let mut proposed = vec![house.propose_help(&ours, an_agreement(&buddy, &helped)).await];
    for _ in 0..3 {
        let other = a_ulo().create(house).await.name;
        proposed.push(house.propose_help(&ours, an_agreement(&buddy, &other)).await);
    }
    // All at once: there is room for two of eight hours in twenty.
    let all = proposed.iter().map(async |agreement| {
        let caller = manager(&agreement.helped_ulo);
        house.buddyings().accept_buddying(house.ask(&caller, accept(agreement))).await
    });
    let answers = futures_util::future::join_all(all).await;
    let (taken, left): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    assert_eq!((taken.len(), left.len()), (2, 2));
    for answer in left {
        refused(answer, Code::FailedPrecondition, "BUDDY_HOURS_TAKEN");
    }
}

#[tokio::test]
async fn a_council_without_one_is_helped_and_its_officers_speak_for_it() {
    let house = House::fresh().await;
    let (buddy, _) = two(&house).await;
    let council = "councils/E06000052";
    let of_council = pb::Buddying { helped_council: council.into(), ..an_agreement(&buddy, "") };
    let officers = officer(council);
    let made = house.propose_help(&officers, of_council.clone()).await;
    not_found(house.buddyings().decline_buddying(house.ask(&officer(NORTHUMBERLAND), decline(&made))).await);
    let declined = house.buddyings().decline_buddying(house.ask(&manager(&buddy), decline(&made))).await;
    let declined = declined.unwrap().into_inner();
    assert_eq!((declined.state(), declined.reason.as_str()), (State::Declined, "Not this year."));
    let made = house.propose_help(&manager(&buddy), of_council).await;
    let accepted = house.accept_help(&officers, &made).await;
    let here = pb::ListBuddyingsRequest { council: council.into(), ..Default::default() };
    assert_eq!(listed(&house, &a_visitor(), here.clone()).await, [accepted.name.as_str()]);
    assert_eq!(listed(&house, &officers, here).await, [accepted.name.as_str(), declined.name.as_str()]);
    let ended = house.end_help(&officers, &accepted).await;
    house.buddyings().judge_buddying(house.ask(&officers, judge(&ended))).await.unwrap();
    let local = pb::Buddying { helped_council: NORTHUMBERLAND.into(), ..an_agreement(&buddy, "") };
    let answer = house.buddyings().create_buddying(house.ask(&officer(NORTHUMBERLAND), create(local))).await;
    refused(answer, Code::FailedPrecondition, "COUNCIL_HAS_ULO");
}

#[tokio::test]
async fn everything_wrong_is_said_at_once_and_nobody_helps_themselves() {
    let house = House::shared().await;
    let (buddy, helped) = two(house).await;
    let itself = house.ask(&manager(&buddy), create(an_agreement(&buddy, &buddy)));
    refused(house.buddyings().create_buddying(itself).await, Code::FailedPrecondition, "BUDDY_OWN");
    let unoffered = house.ask(&manager(&helped), create(an_agreement(&helped, &buddy)));
    refused(
        house.buddyings().create_buddying(unoffered).await,
        Code::FailedPrecondition,
        "BUDDY_NOT_OFFERED",
    );
    let milestone =
        pb::BuddyMilestone { title: " ".into(), due_date: "2999-01-01".into(), done_date: String::new() };
    let wrong = pb::Buddying {
        hours_per_month: 0,
        topics: vec![],
        start_date: in_days(5).to_string(),
        end_date: in_days(4).to_string(),
        milestones: vec![milestone],
        cost_pence: -1,
        payer: Payer::Nobody.into(),
        exit_terms: " ".into(),
        ..pb::Buddying::default()
    };
    let request = pb::CreateBuddyingRequest { buddying: Some(wrong), request_id: String::new() };
    invalid(
        house.buddyings().create_buddying(house.ask(&manager(&buddy), request)).await,
        &[
            "request_id",
            "buddying.buddy",
            "buddying.helped_ulo",
            "buddying.hours_per_month",
            "buddying.topics",
            "buddying.end_date",
            "buddying.milestones[0].title",
            "buddying.milestones[0].due_date",
            "buddying.cost_pence",
            "buddying.payer",
            "buddying.exit_terms",
        ],
    );
}
