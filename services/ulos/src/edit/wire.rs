//! Changes that wait, on the wire.

use platform::words::Wire as _;
use platform::{etag, when};
use proto::ulos::v1 as pb;

use super::{Edit, State};
use crate::ulo::wire::registration_to_wire;
use crate::ulo::{LegalForm, ReliedOn};

platform::wire! {
    State = pb::edit::State, "STATE_";
}

/// The whole change on the wire.
pub fn to_wire(edit: &Edit) -> pb::Edit {
    pb::Edit {
        name: edit.id.to_string(),
        ulo: edit.ulo.to_string(),
        before: Some(relied_on_to_wire(&edit.before)),
        after: Some(relied_on_to_wire(&edit.after)),
        fields: edit.before.differs(&edit.after).into_iter().map(str::to_owned).collect(),
        proposer: edit.proposer.clone(),
        decider: edit.decider.clone(),
        reason: edit.reason.clone(),
        state: edit.state.to_wire(),
        create_time: when::stamp(edit.create_time),
        update_time: when::stamp(edit.update_time),
        etag: etag::of(edit.version),
    }
}

fn relied_on_to_wire(relied_on: &ReliedOn) -> pb::ReliedOn {
    pb::ReliedOn {
        display_name: relied_on.display_name.clone(),
        kind: relied_on.kind.to_wire(),
        legal_form: relied_on.legal_form.map_or(0, LegalForm::to_wire),
        registrations: relied_on.registrations.iter().cloned().map(registration_to_wire).collect(),
        councils: relied_on.councils.clone(),
    }
}
