//! The fund of the sample: a round of £850,000 played to its last report, one that is being assessed, one that takes bids and
//! one being drawn up. All by the services' own rules, with the clock set to when each thing happened.

mod life;
mod words;

use chrono::{DateTime, TimeDelta, Utc};
use platform::{Caller, Error, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::Verdict;

use super::dice::Dice;
use super::organisations::{Organisation, id};
use super::{England, day};

/// Bids and awards of the finished round.
const BIDS: usize = 25;
const AWARDS: usize = 10;
/// How many days ago they were decided on.
const AWARDED: i64 = 432;
/// The most that one award of the finished round comes to: a tenth of it.
const TENTH: i64 = 8_500_000;

/// An organisation that bids.
struct Bidder {
    ulo: String,
    council: String,
    token: String,
}

/// Makes the fund; gives the organisation with an award and a draft, for a seat at its desk.
pub async fn make(england: &England, organisations: &[Organisation]) -> Result<String, Error> {
    let mut dice = england.dice("fund", 0);
    let bidders = bidders(england, organisations).await?;
    let now = Utc::now();
    let fund = Fund { england, now };
    let winner = fund.finished(&mut dice, &bidders).await?;
    fund.assessing(&mut dice, &bidders).await?;
    fund.open(&mut dice, &bidders, winner).await?;
    fund.draft().await?;
    Ok(bidders.get(winner).map(|bidder| bidder.ulo.clone()).unwrap_or_default())
}

/// Possible user-led organisations from all over England that nothing keeps from bidding.
async fn bidders(england: &England, organisations: &[Organisation]) -> Result<Vec<Bidder>, Error> {
    let mut bidders = Vec::new();
    for one in organisations.iter().filter(|one| one.possibly_user_led).step_by(19) {
        let request = england.operate(pb::GetUloRequest { name: one.name.clone() })?;
        let ulo = england.services.ulos().get_ulo(request).await?.into_inner();
        let verdict = ulo.user_led.map(|standing| standing.verdict());
        if verdict == Some(Verdict::NotMet) {
            continue;
        }
        let subject = format!("managers/{}", uuid::Uuid::now_v7());
        let caller = Caller { ulo: ulo.name.clone(), ..Caller::new(Role::Manager, subject) };
        let council = ulo.councils.first().cloned().unwrap_or_default();
        bidders.push(Bidder { ulo: ulo.name, council, token: england.token(&caller)? });
        if bidders.len() == BIDS {
            break;
        }
    }
    Ok(bidders)
}

/// The fund while it is made.
struct Fund<'a> {
    england: &'a England,
    now: DateTime<Utc>,
}

impl Fund<'_> {
    /// So many days ago it is.
    fn ago(&self, days: i64) -> DateTime<Utc> {
        self.now - TimeDelta::days(days)
    }

    fn set(&self, days_ago: i64) {
        self.england.clock.set(self.ago(days_ago));
    }

    /// Draws a round up: open, closing and deciding so many days ago.
    async fn draw_up(&self, round: pb::Round, [open, close, decide]: [i64; 3]) -> Result<pb::Round, Error> {
        let round = pb::Round {
            criteria: words::criteria(),
            open_time: platform::when::stamp(self.ago(open)),
            close_time: platform::when::stamp(self.ago(close)),
            decision_date: day(self.ago(decide)),
            ..round
        };
        let request = pb::CreateRoundRequest { round: Some(round), request_id: id() };
        let request = self.england.operate(request)?;
        Ok(self.england.services.rounds().create_round(request).await?.into_inner())
    }

    /// The same, open.
    async fn announce(&self, round: pb::Round, days: [i64; 3]) -> Result<pb::Round, Error> {
        self.set(days[0]);
        let pb::Round { name, etag, .. } = self.draw_up(round, days).await?;
        let request = self.england.operate(pb::OpenRoundRequest { name, etag })?;
        Ok(self.england.services.rounds().open_round(request).await?.into_inner())
    }

    async fn finished(&self, dice: &mut Dice, bidders: &[Bidder]) -> Result<usize, Error> {
        let round = self.announce(words::finished(), [520, 460, 430]).await?;
        self.set(480);
        let mut bids = Vec::new();
        for bidder in bidders {
            bids.push(self.bid(dice, bidder, &round, &[430 - 60, 430 - 180, 430 - 330]).await?);
        }
        self.set(450);
        for bid in &bids {
            for assessor in ["observers/sample", "observers/sample-two"] {
                self.assess(dice, assessor, &bid.name, true).await?;
            }
        }
        self.set(AWARDED);
        let awarded = self.decide(&round, &bids).await?;
        self.live(&awarded, bidders).await?;
        let first = awarded.first().map(|award| award.ulo.clone()).unwrap_or_default();
        self.close(&round.name).await?;
        Ok(bidders.iter().position(|bidder| bidder.ulo == first).unwrap_or_default())
    }

    async fn assessing(&self, dice: &mut Dice, bidders: &[Bidder]) -> Result<(), Error> {
        let round = self.announce(words::assessing(), [70, 12, -20]).await?;
        self.set(40);
        let mut bids = Vec::new();
        for bidder in bidders.iter().step_by(3) {
            bids.push(self.bid(dice, bidder, &round, &[-60, -240]).await?);
        }
        self.set(8);
        for (index, bid) in bids.iter().enumerate() {
            self.assess(dice, "observers/sample-two", &bid.name, true).await?;
            if index < 3 {
                self.assess(dice, "observers/sample", &bid.name, index < 2).await?;
            }
        }
        Ok(())
    }

    async fn open(&self, dice: &mut Dice, bidders: &[Bidder], winner: usize) -> Result<(), Error> {
        let round = self.announce(words::open(), [20, -40, -70]).await?;
        self.set(6);
        for (index, bidder) in bidders.iter().enumerate() {
            if index == winner || index % 9 == 4 {
                self.begin(dice, bidder, &round, &[-120]).await?;
            } else if index % 5 == 1 {
                self.bid(dice, bidder, &round, &[-120, -300]).await?;
            }
        }
        Ok(())
    }

    async fn draft(&self) -> Result<(), Error> {
        self.set(1);
        self.draw_up(words::draft(), [-90, -150, -180]).await.map(|_| ())
    }
}
