# What a rule says no to, and what else is possible.
refusal-stale = This changed while you were looking at it. It is shown here as it is now. Check it, then send again.
refusal-broker-full = That would take the broker over their limit. Choose someone with room, close a case that has ended, or ask the manager to change the limit.
refusal-broker-not-active = That broker takes no new cases just now. Choose someone else, or resume them first.
refusal-openings-held = Somebody has just chosen the same. Look below how many people are before you now, then decide.
refusal-broker-ruled-out = The person asked for someone else. Choose another broker.
refusal-broker-left = That broker has left the organisation, so nothing about them can change.
refusal-broker-has-open-cases = They still have open cases. Transfer or close those first.
refusal-introduction-expired = The time to answer is over. The request has gone on to the next choice, so there is nothing left to do.
refusal-introduction-not-offered = Someone has answered this already, or the person took it back.
refusal-case-closed = This case is closed, so nothing about it can change.
refusal-stage-not-reachable = The case cannot go there from the stage it is at now. The stages it can go to are shown here.
refusal-review-too-early = It is too early. The answers can be given from 28 days before the day they fall due.
refusal-review-not-due = This was answered, or its time is over.
refusal-ulo-closed = The entry of this organisation is closed, so nothing about it can change.
refusal-offering-closed = This offering is closed, so nothing about it can change. Add a new one instead.
