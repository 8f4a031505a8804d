//! The people of the sample.

use chrono::TimeDelta;
use platform::{Caller, Error, Role};
use proto::people::v1 as pb;
use reference::council::{ALL, Council};

use super::dice::Dice;
use super::organisations::id;
use super::{England, day, map, names};

/// Someone of the sample, signed in.
#[derive(Clone)]
pub struct Someone {
    pub name: String,
    pub display_name: String,
    pub token: String,
}

/// Signs someone up who lives anywhere.
pub async fn sign_up(england: &England, dice: &mut Dice) -> Result<Someone, Error> {
    let council = pick_council(dice);
    sign_up_in(england, dice, council).await
}

/// Signs someone up: who they are, what they need, what their budget is.
pub async fn sign_up_in(england: &England, dice: &mut Dice, council: &Council) -> Result<Someone, Error> {
    let outward = map::outward_codes().find(|(code, _)| *code == council.gss_code);
    let (latitude, longitude) = dice.near(council.latitude, council.longitude);
    let display_name = names::person(dice);
    let number = dice.between(0, 999);
    let person = pb::Person {
        display_name: display_name.clone(),
        pronouns: dice.pick(&["", "", "she/her", "he/him", "they/them"]).into(),
        contact_routes: vec![pb::ContactRoute {
            kind: pb::contact_route::Kind::Phone.into(),
            value: format!("07700 900{number:03}"),
            safe: dice.percent(92),
            note: String::new(),
        }],
        place: outward.map(|(_, code)| pb::Place {
            outward_code: code.into(),
            latitude: Some(latitude.clamp(49.0, 56.0)),
            longitude: Some(longitude.clamp(-7.0, 2.0)),
        }),
        age_band: age_band(dice).into(),
        council: format!("councils/{}", council.gss_code),
        ..Default::default()
    };
    let request = pb::CreatePersonRequest { person: Some(person), request_id: id() };
    let request = england.services.as_site(request)?;
    let person = england.services.people().create_person(request).await?.into_inner();
    let token = england.token(&Caller::new(Role::Person, &person.name))?;
    let someone = Someone { name: person.name, display_name, token };
    add_needs(england, dice, &someone).await?;
    add_budget(england, dice, &someone).await?;
    Ok(someone)
}

fn pick_council(dice: &mut Dice) -> &'static Council {
    let total: usize = ALL.iter().map(|council| council.population_thousands as usize).sum();
    let mut at = dice.below(total);
    let found = ALL.iter().find(|council| {
        let size = council.population_thousands as usize;
        if at < size {
            return true;
        }
        at -= size;
        false
    });
    found.unwrap_or(&ALL[0])
}

fn age_band(dice: &mut Dice) -> pb::person::AgeBand {
    use pb::person::AgeBand;
    // Over four in ten of those with a personal budget in 2009 were older people.
    dice.pick(&[
        AgeBand::From18To24,
        AgeBand::From25To44,
        AgeBand::From25To44,
        AgeBand::From45To64,
        AgeBand::From45To64,
        AgeBand::From65To74,
        AgeBand::From75To84,
        AgeBand::From85To94,
        AgeBand::PreferNotToSay,
    ])
}

async fn add_needs(england: &England, dice: &mut Dice, someone: &Someone) -> Result<(), Error> {
    use pb::need::Category;
    let possible = [
        (Category::InformationFormat, "easy_read", 18),
        (Category::InformationFormat, "large_print_20", 14),
        (Category::Professional, "bsl_interpreter", 5),
        (Category::CommunicationSupport, "hearing_loop", 9),
        (Category::ContactMethod, "text_message", 16),
        (Category::AdditionalCommunication, "more_time", 22),
        (Category::OtherAccess, "step_free", 34),
        (Category::OtherAccess, "quiet_space", 12),
    ];
    for (category, item, chance) in possible {
        if !dice.percent(chance) {
            continue;
        }
        let need = pb::Need {
            person: someone.name.clone(),
            category: category.into(),
            item: item.into(),
            share: true,
            ..Default::default()
        };
        let request = pb::CreateNeedRequest { need: Some(need), request_id: id() };
        england.services.needs().create_need(england.ask(&someone.token, request)?).await?;
    }
    Ok(())
}

async fn add_budget(england: &England, dice: &mut Dice, someone: &Someone) -> Result<(), Error> {
    use pb::budget::{Frequency, Route};
    let route = dice.pick(&[
        Route::DirectPayment,
        Route::DirectPayment,
        Route::CouncilManaged,
        Route::CouncilManaged,
        Route::IndividualServiceFund,
        Route::HealthNotional,
        Route::SelfFunded,
        Route::Waiting,
        Route::NotSure,
    ]);
    let known = !matches!(route, Route::Waiting | Route::NotSure | Route::SelfFunded);
    let weekly = dice.between(80, 700) * 100;
    let budget = pb::Budget {
        person: someone.name.clone(),
        route: route.into(),
        amount_pence: known.then_some(weekly),
        person_contribution_pence: known.then_some(weekly / 10),
        council_contribution_pence: known.then_some(weekly - weekly / 10),
        frequency: if known { Frequency::Weekly.into() } else { 0 },
        start_date: if known { day(england.clock.now() - TimeDelta::days(20)) } else { String::new() },
        holder_role: if known { pb::budget::HolderRole::Self_.into() } else { 0 },
        ..Default::default()
    };
    let request = pb::CreateBudgetRequest { budget: Some(budget), request_id: id() };
    england.services.budgets().create_budget(england.ask(&someone.token, request)?).await?;
    Ok(())
}
