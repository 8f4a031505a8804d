//! Who may do what in `councils`: everything here is public, and what counts people is made safe before it leaves.

use platform::Role;

platform::actions! {
    "alongside.councils.v1":
    Councils { GetCouncil, ListCouncils, FindCouncil }
    Frameworks { GetFramework, ListFrameworks }
}

/// How a caller stands to a record of this service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// As everyone does: an officer of the council sees what a visitor sees.
    Anyone,
}

impl platform::action::Action for Action {
    type Relation = Relation;
    const RELATIONS: &'static [Relation] = &[Relation::Anyone];

    fn allows(self, _role: Role, relation: Relation) -> bool {
        match (self, relation) {
            (
                Self::GetCouncil
                | Self::ListCouncils
                | Self::FindCouncil
                | Self::GetFramework
                | Self::ListFrameworks,
                Relation::Anyone,
            ) => true,
        }
    }
}
