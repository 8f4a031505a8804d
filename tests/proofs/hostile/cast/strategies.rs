//! The good messages about strategies: each kind about a council of its own, so that they do not get in each other's way.

use prost::Message as _;

use crate::harness::House;
use crate::harness::strategies::{an_action, reviewed, written};

/// Councils without a user-led organisation, whose officers take part.
pub const WITHOUT: [&str; 3] = ["E06000030", "E06000031", "E06000032"];

/// The message of such a method, when it is one.
pub async fn message(house: &House, method: &str) -> Option<Vec<u8>> {
    let [writes, acts, reviews] = WITHOUT;
    Some(match method {
        "WriteStrategy" => written(&house.a_strategy(writes, 100).await).encode_to_vec(),
        "SetStrategyAction" => {
            let strategy = house.a_strategy(acts, 100).await;
            let number = i32::from(!strategy.actions.is_empty());
            let (name, etag, action) = (strategy.name, strategy.etag, Some(an_action(30)));
            proto::councils::v1::SetStrategyActionRequest { name, etag, number, action }.encode_to_vec()
        }
        "ReviewStrategy" => {
            forget_closed(house, reviews).await;
            reviewed(&house.a_written_strategy(reviews).await).encode_to_vec()
        }
        _ => return None,
    })
}

/// A review holds for a year: the next one is about a strategy of before it.
async fn forget_closed(house: &House, code: &str) {
    let closed = "delete from strategy where gss_code = $1 and state = 'closed'";
    sqlx::query(closed).bind(code).execute(&house.tables("councils").await).await.expect("it is forgotten");
}
