//! Organisations that help others, for tests.

use chrono::{Days, NaiveDate, Utc};
use platform::Caller;
use platform::rpc::Rpc;
use proto::ulos::v1 as pb;
use proto::ulos::v1::buddy_offers_client::BuddyOffersClient;
use proto::ulos::v1::buddyings_client::BuddyingsClient;
use proto::ulos::v1::solution::Topic;
use reference::criteria;

use super::fundings::a_funding;
use super::ulos::{a_governance, a_ulo};
use super::{House, an_operator, manager, mask, request_id};

/// So many days from today.
pub fn in_days(days: u64) -> NaiveDate {
    Utc::now().date_naive() + Days::new(days)
}

/// Twenty hours a month, about governance, for a year.
pub fn a_buddy_offer(ulo: &str) -> pb::BuddyOffer {
    pb::BuddyOffer {
        ulo: ulo.into(),
        hours_per_month: 20,
        topics: vec![Topic::Governance.into()],
        end_date: in_days(365).to_string(),
        words: "We come to you.".into(),
        ..pb::BuddyOffer::default()
    }
}

/// Eight hours a month about governance, for half a year, with two milestones, at no cost.
pub fn an_agreement(buddy: &str, helped_ulo: &str) -> pb::Buddying {
    let milestone = |title: &str, days| pb::BuddyMilestone {
        title: title.into(),
        due_date: in_days(days).to_string(),
        done_date: String::new(),
    };
    pb::Buddying {
        buddy: buddy.into(),
        helped_ulo: helped_ulo.into(),
        hours_per_month: 8,
        topics: vec![Topic::Governance.into()],
        start_date: in_days(0).to_string(),
        end_date: in_days(180).to_string(),
        milestones: vec![milestone("A board of ten", 60), milestone("First accounts", 120)],
        payer: pb::buddying::Payer::Nobody.into(),
        exit_terms: "A month's notice; papers are handed over.".into(),
        ..pb::Buddying::default()
    }
}

impl House {
    /// `alongside.ulos.v1.BuddyOffers`.
    pub fn buddy_offers(&self) -> BuddyOffersClient<Rpc> {
        BuddyOffersClient::new(self.channel("ulos"))
    }

    /// `alongside.ulos.v1.Buddyings`.
    pub fn buddyings(&self) -> BuddyingsClient<Rpc> {
        BuddyingsClient::new(self.channel("ulos"))
    }

    /// Brings an organisation to stage 3.
    pub async fn strengthen(&self, ulo: &str) {
        self.show_strength(ulo).await;
        a_funding(ulo).create(self).await;
        let earned = pb::funding::Kind::Earned.into();
        a_funding(ulo).with(|funding| funding.kind = earned).create(self).await;
    }

    /// Everything that stage 3 asks for but money.
    pub async fn show_strength(&self, ulo: &str) {
        let get = pb::GetUloRequest { name: ulo.into() };
        let read =
            self.ulos().get_ulo(self.ask(&an_operator(), get)).await.expect("it is there").into_inner();
        let old = pb::Ulo { founded_date: "2001-01-31".into(), ..read };
        let request = pb::UpdateUloRequest { ulo: Some(old), update_mask: mask(&["founded_date"]) };
        self.ulos().update_ulo(self.ask(&an_operator(), request)).await.expect("it is old");
        let governance = pb::Governance { staff_size: Some(4), ..a_governance(ulo).wanted() };
        let request = pb::CreateGovernanceRequest { governance: Some(governance), request_id: request_id() };
        let request = self.ask(&an_operator(), request);
        self.governances().create_governance(request).await.expect("a record is made");
        let meets =
            criteria::SETS[0].criteria.iter().take(18).map(|criterion| self.meets(ulo, criterion.code));
        futures_util::future::join_all(meets).await;
    }

    /// An organisation at stage 3 of these councils.
    pub async fn a_strong_ulo(&self, councils: &[&str]) -> String {
        let ulo = a_ulo().in_councils(councils).create(self).await.name;
        self.strengthen(&ulo).await;
        ulo
    }

    /// Offers, by a manager.
    pub async fn offer_to_help(&self, offer: pb::BuddyOffer) -> pb::BuddyOffer {
        let caller = manager(&offer.ulo);
        let request = pb::CreateBuddyOfferRequest { buddy_offer: Some(offer), request_id: request_id() };
        let made = self.buddy_offers().create_buddy_offer(self.ask(&caller, request)).await;
        made.expect("an offer").into_inner()
    }

    /// Proposes an agreement.
    pub async fn propose_help(&self, caller: &Caller, agreement: pb::Buddying) -> pb::Buddying {
        let request = pb::CreateBuddyingRequest { buddying: Some(agreement), request_id: request_id() };
        let made = self.buddyings().create_buddying(self.ask(caller, request)).await;
        made.expect("a proposal").into_inner()
    }

    /// Accepts one for the caller's side.
    pub async fn accept_help(&self, caller: &Caller, agreement: &pb::Buddying) -> pb::Buddying {
        let pb::Buddying { name, etag, .. } = agreement.clone();
        let request = self.ask(caller, pb::AcceptBuddyingRequest { name, etag });
        self.buddyings().accept_buddying(request).await.expect("it is accepted").into_inner()
    }

    /// Ends one.
    pub async fn end_help(&self, caller: &Caller, agreement: &pb::Buddying) -> pb::Buddying {
        let pb::Buddying { name, etag, .. } = agreement.clone();
        let request = self.ask(caller, pb::EndBuddyingRequest { name, etag, reason: "It is done.".into() });
        self.buddyings().end_buddying(request).await.expect("it ends").into_inner()
    }
}
