//! Consortia between the wire and the domain.

use platform::words::Wire as _;
use platform::{Id, Violations, etag, text, when};
use proto::ulos::v1 as pb;
use uuid::Uuid;

use super::criteria::{self, Shared};
use super::together::{Stated, Together, name};
use super::{About, Brings, Consortium, Member, Standing, State};
use crate::evidence::wire::verdict_to_wire;
use crate::governance::Facts;
use crate::governance::definition::Judgement;
use crate::governance::wire::test_to_wire;
use crate::inputs;
use crate::maturity::wire::group_to_wire;
use crate::offering::Kind;
use crate::ulo::WhoFor;

platform::wire! {
    State = pb::consortium::State, "STATE_";
    Standing = pb::member::State, "STATE_";
}

/// Reads what a consortium says of itself; notes all that is wrong.
pub fn parse(consortium: &pb::Consortium, violations: &mut Violations) -> About {
    let name = text::required("consortium.display_name", &consortium.display_name, 120);
    let purpose = text::lines("consortium.purpose", &consortium.purpose, 1000);
    let purpose = violations.keep(purpose);
    violations.check(
        !purpose.is_empty(),
        "consortium.purpose",
        "say what it is for, in at most 1,000 characters",
    );
    About { display_name: violations.keep(name), purpose }
}

/// Reads what a member brings; notes all that is wrong.
pub fn parse_brings(brings: Option<&pb::Brings>, violations: &mut Violations) -> Brings {
    let brings = brings.cloned().unwrap_or_default();
    let something = !brings.services.is_empty() || !brings.councils.is_empty() || !brings.who_for.is_empty();
    violations.check(
        something,
        "brings",
        "say what it brings: a kind of support, an area or people it is for",
    );
    let councils = match brings.councils.as_slice() {
        [] => Ok(Vec::new()),
        some => inputs::councils("brings.councils", some),
    };
    Brings {
        services: violations.keep(Kind::list("brings.services", &brings.services)),
        councils: violations.keep(councils),
        who_for: violations.keep(WhoFor::list("brings.who_for", &brings.who_for)),
    }
}

/// The consortium on the wire, without what its members are together: all of them, or only those that have joined.
pub fn to_wire(consortium: &Consortium, whole: bool) -> pb::Consortium {
    let shown = |member: &&Member| whole || member.state == Standing::Joined;
    pb::Consortium {
        name: consortium.id.to_string(),
        display_name: consortium.about.display_name.clone(),
        purpose: consortium.about.purpose.clone(),
        lead: consortium.lead.to_string(),
        members: consortium.members.iter().filter(shown).map(member_to_wire).collect(),
        together: None,
        state: consortium.state.to_wire(),
        create_time: when::stamp(consortium.create_time),
        update_time: when::stamp(consortium.update_time),
        etag: etag::of(consortium.version),
    }
}

fn member_to_wire(member: &Member) -> pb::Member {
    pb::Member {
        ulo: name(member.ulo),
        state: member.state.to_wire(),
        brings: (member.state != Standing::Invited).then(|| brings_to_wire(&member.brings)),
    }
}

fn brings_to_wire(brings: &Brings) -> pb::Brings {
    pb::Brings {
        services: Kind::list_to_wire(&brings.services),
        councils: brings.councils.clone(),
        who_for: WhoFor::list_to_wire(&brings.who_for),
    }
}

/// What the members are together, with the working.
pub fn together_to_wire(together: &Together, stated: &[Stated<'_>]) -> pb::Together {
    let judgement = &together.judgement;
    let board = |(ulo, facts): &Stated<'_>| Some(board_to_wire(Id::from_uuid(*ulo), (*facts)?));
    pb::Together {
        majority_test: Some(test_to_wire("majority", &judgement.majority)),
        accountability_test: Some(test_to_wire("accountability", &judgement.accountability)),
        user_led: Some(test_to_wire("user-led", &judgement.user_led)),
        dh_75_test: Some(test_to_wire("dh-75", &judgement.dh_75)),
        odi_75_50_50_test: Some(test_to_wire("odi-75-50-50", &judgement.odi_75_50_50)),
        without_record: together.without_record.iter().map(|ulo| name(*ulo)).collect(),
        boards: stated.iter().filter_map(board).collect(),
        covers: Some(brings_to_wire(&together.covers)),
        ..pb::Together::default()
    }
}

/// Adds which criteria they meet together.
pub fn add_criteria(together: &mut pb::Together, set: &str, shared: &[Shared]) {
    set.clone_into(&mut together.criterion_set);
    together.all_criteria = verdict_to_wire(criteria::all(shared));
    together.criteria = shared.iter().map(shared_to_wire).collect();
}

fn shared_to_wire(shared: &Shared) -> pb::CriterionTogether {
    let names = |members: &[Uuid]| members.iter().map(|member| name(*member)).collect();
    pb::CriterionTogether {
        criterion: shared.criterion.code.to_owned(),
        group: group_to_wire(shared.criterion.group),
        verdict: verdict_to_wire(shared.verdict()),
        met_by: names(&shared.met),
        not_met_by: names(&shared.not_met),
        not_evidenced_for: names(&shared.not_evidenced),
    }
}

fn board_to_wire(ulo: Id<crate::ulo::Ulo>, facts: &Facts) -> pb::BoardOf {
    let accountability = Judgement::of(facts).accountability.verdict;
    pb::BoardOf {
        ulo: ulo.to_string(),
        size: facts.board.size,
        from_constituency: facts.board.from_constituency,
        accountable: accountability == crate::governance::definition::Verdict::Met,
    }
}
