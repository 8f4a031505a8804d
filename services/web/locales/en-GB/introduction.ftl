# Introductions, as brokers and managers see them; and where they begin.
introduction-list-title = Your work
introduction-list-lead = { $waiting ->
        [0] Nobody is waiting for an answer from you.
        [one] 1 person is waiting for an answer.
       *[other] { $waiting } people are waiting for an answer.
    } { $late ->
        [0] None of your next steps is overdue.
        [one] 1 of your next steps is overdue.
       *[other] { $late } of your next steps are overdue.
    }
introduction-list-lead-manager = { $waiting ->
        [0] Nobody is waiting for an answer from your organisation.
        [one] 1 person is waiting for an answer from your organisation.
       *[other] { $waiting } people are waiting for an answer from your organisation.
    }
introduction-list-mine = Waiting for your answer
introduction-list-named = Waiting for one of your brokers
introduction-list-team = Waiting for anyone in your team
introduction-list-team-hint = Nobody is named here. The first broker who takes someone on has them.
introduction-list-unassigned = Not yet with anyone
introduction-list-unassigned-hint = These people named no broker. Give each to someone with room, or say no in time.
introduction-for-broker = Asks for { $broker }
introduction-meet-first = Wants to meet first
introduction-needs-short = Needs:
introduction-steps-title = Your next steps
introduction-steps-none = Nothing is overdue, and nothing is due in the next seven days.
introduction-steps-late = Overdue
introduction-steps-soon = In the next seven days
introduction-load-mine = Your load
introduction-load-team = The load of your team
introduction-load-points = Each case takes points. The limit keeps time for everyone.
introduction-load-see-mine = See and pause your own limit
introduction-load-see-team = See the whole team
introduction-title = A request: { $person }
introduction-words = In their own words
introduction-words-none = They wrote nothing for you.
introduction-needs = What they need to take part
introduction-needs-none = They have not shared any needs. Ask them before you first meet.
introduction-about = About the request
introduction-kind = They ask for
introduction-offering = From your offering
introduction-council = Council
introduction-rank = Your place in their choices
introduction-rank-said = { $rank ->
        [1] Their first choice
       *[other] Choice number { $rank }
    }
introduction-weight = Points it would take
introduction-weight-said = { $weight ->
        [one] 1 point
       *[other] { $weight } points
    }
introduction-broker = Broker they named
introduction-what-next = They see your answer at once. A no goes on to their next choice, and so does silence.
introduction-accept = Take them on
introduction-decline = Say no
introduction-cancel = Go back without answering
introduction-see-case = Open the case
introduction-outcome-accepted = Taken on
introduction-outcome-declined = You said no
introduction-outcome-expired = No answer came in time
introduction-outcome-withdrawn = They took it back
introduction-accept-title = Take on: { $person }
introduction-accept-lead = The case would take { $weight ->
        [one] 1 point
       *[other] { $weight } points
    } of a limit.
introduction-accept-nobody = Nobody in your team has room for this now. You can close cases that have ended, raise a limit, or say no so that the person does not wait.
introduction-accept-full = You have no room for this now. Ask your manager, or say no so that the person does not wait.
introduction-accept-who = Who takes them on?
introduction-accept-who-hint = Only those with room are shown. You may choose someone else than the one proposed.
introduction-accept-said = { $said } Now: { $load }.
introduction-proposal = Who we propose
introduction-proposal-named = { $broker }: the person asked for them.
introduction-proposal-known = { $broker }: they supported this person before.
introduction-proposal-load = { $broker }: of those who suit, they would carry the smallest share of their limit.
introduction-proposal-nobody = Nobody just now. Below you see what speaks against each.
introduction-proposal-means = This is a proposal. You decide.
introduction-proposal-rule = How we come to it
introduction-proposal-rule-order = First whom the person asked for. Then who supported them before. Then who would carry the smallest share of their limit, with the requests that already wait for them. Nobody over a limit, and nobody the person ruled out.
introduction-proposal-rule-new = Someone new counts with a quarter of their limit for four weeks, with half for four more, with three quarters for four more. A first case always fits.
introduction-proposed = Proposed.
introduction-knows = Supported this person before.
introduction-would-carry = Would carry { $then } of { $limit } points, with what waits for them.
introduction-unknown = Has not said whether they can do this, so ask them: { $what }.
introduction-against-ruled-out = The person asked for someone else.
introduction-against-paused = Takes no new cases now.
introduction-against-limit = Would go over their limit: { $then } of { $limit } points, with what waits for them.
introduction-against-newcomer = New here, so { $percent } per cent of their limit counts: it would be { $then } of { $limit } points.
introduction-against-other-side = Is this person's broker or advocate already. Nobody should be both.
introduction-against-area = Does not work in this council.
introduction-against-language = Works in no language the person needs.
introduction-against-skill = Has not said they are good at: { $what }.
introduction-against-access = Does not work in the way the person must have: { $what }.
introduction-wanted-languages = Languages they accept
introduction-wanted-access = Access that must be there
introduction-wanted-skills = What you must be good at
introduction-wanted-avoid = Whom they ruled out
introduction-wanted-avoid-means = Only managers see this. Please keep it to yourself.
introduction-accept-now = Your load now
introduction-accept-then = Your load then
introduction-accept-next = A case opens at once, and they are told who you are. Please reach them within a few days.
introduction-accept-needed = Choose who takes them on.
introduction-accept-send = Take them on
introduction-accept-unable = Not now
introduction-accept-decline = Say no instead
introduction-accepted = You have taken them on. The case is open: set your next step.
introduction-decline-title = Say no: { $person }
introduction-decline-lead = The request goes on to their next choice at once. They will read your reason.
introduction-decline-why = Why?
introduction-decline-needed = Choose why.
introduction-decline-note = Anything they should know?
introduction-decline-note-hint = They read this. Be kind, and say what else might help. You need not write anything, unless you chose "something else".
introduction-decline-note-needed = Say in a few words what the other reason is.
introduction-decline-send = Say no
introduction-declined = Your answer is with them. The request has gone on.
