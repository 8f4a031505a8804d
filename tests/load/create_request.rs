//! Creating a request.
use crate::{Plan, world::World};
pub async fn measure(_: &World, _: Plan) {}
