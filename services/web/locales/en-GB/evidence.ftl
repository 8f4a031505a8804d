# How far an organisation has come: criteria, what shows them, reviews, class and stage.
evidence-title = How far { $ulo } has come
evidence-heading = How far it has come
evidence-summary = { $class } { $stage }
evidence-lead = Criteria met: { $met }. Not met: { $not }. Not shown either way: { $open }.
evidence-waiting = { $count ->
        [one] 1 claim waits for a check.
       *[other] { $count } claims wait for a check.
    }
evidence-numbers = See who runs it, and its numbers
evidence-next = What is missing for the next stage
evidence-next-none = Nothing is missing.
evidence-lacks = Not there yet: { $what }
evidence-lacks-shown = Not shown yet: { $what }
evidence-how = Choose a criterion to say how you meet it.
evidence-table = Criteria and what shows them
evidence-criterion = Criterion
evidence-counts = What counts today
evidence-shown = What shows it
evidence-said = What the checker said
evidence-until = Counts until
evidence-and-waits = { $verdict }. A new claim waits for a check.
evidence-stated = Its own facts on the board say: { $share } { $verdict }.
evidence-counts-stated = Stated, and not checked yet
evidence-shown-by = { $kind }, { $day }: { $reference }
evidence-method-title = How this is worked out
evidence-method = Someone outside the organisation checks each claim and says why.
evidence-method-open = Where nobody has looked, it says so. That is never a no.
evidence-method-published = The stage leaves out money. What an organisation lives on is not open to everyone.
evidence-method-everything = You may read what it lives on, so the stage you see counts money.
evidence-others-see = Everyone else sees a stage that leaves out money: { $stage }
evidence-method-source = The criteria are those of 2007, in our own words. { $unsure ->
        [0] All were checked against a source.
       *[other] { $unsure } of { $of } are from memory, and each of them says so. They wait to be checked against the official text.
    }
evidence-criterion-unsure = { $criterion } (From memory. To be checked against the official text.)
evidence-group-values = What it believes in
evidence-group-organisation = How it is run
evidence-group-characteristics = What it does
evidence-kind-document = Rules or constitution
evidence-kind-policy = Policy
evidence-kind-minutes = Minutes of a meeting
evidence-kind-survey = Survey of members or users
evidence-kind-training = Record of training
evidence-kind-service = Record of what was done, without names
evidence-kind-accounts = Accounts or budget
evidence-kind-monitoring = Figures on who takes part
evidence-kind-register = Entry in a public register
evidence-kind-visit = A visit
evidence-kind-other = Something else
evidence-state-submitted = Waits for a check
evidence-state-reviewed = Checked
evidence-state-withdrawn = Taken back
evidence-class-centre = It is a centre for independent living.
evidence-class-user-led = It is user-led.
evidence-class-embryonic = It is user-led, and younger than three years.
evidence-class-not = It has shown that it is not user-led.
evidence-class-not-evidenced = It has not been shown whether it is user-led.
evidence-stage-1 = It is at the first of four stages: an early group, as far as we know.
evidence-stage-2 = It is at the second of four stages: growing.
evidence-stage-3 = It is at the third of four stages: well established.
evidence-stage-4 = It is at the last of four stages: established, with more than one service.
evidence-asks-six-months = six months since it began
evidence-asks-governance = saying who governs it
evidence-asks-some = at least one criterion met
evidence-asks-three-years = three years since it began
evidence-asks-user-led = being user-led
evidence-asks-nearly-all = six of every seven criteria met
evidence-asks-staff = paid staff
evidence-asks-core = core funding
evidence-asks-two-fundings = two kinds of funding
evidence-asks-all = all criteria met
evidence-asks-two-supports = two kinds of support
evidence-asks-contract = a contract
evidence-asks-three-fundings = three kinds of funding
evidence-claim-title = Say how you meet this
evidence-claim-lead = Someone outside your organisation will check it.
evidence-claim-waits = This waits for a check. You can still change it.
evidence-last = Last check: { $verdict }. It counts until { $day }.
evidence-claim-ask = How do you meet it?
evidence-claim-hint = Use plain words. Do not name people.
evidence-claim-said = What they say
evidence-claim-needed = Say how you meet it.
evidence-kind-ask = What shows it?
evidence-kind-needed = Choose what shows it.
evidence-reference-ask = Where can it be found?
evidence-reference-hint = Such as a page of your website, or “Minutes, item 7”.
evidence-reference-said = Where it can be found
evidence-reference-needed = Say where it can be found.
evidence-date-ask = Of which day is it?
evidence-date-said = Of which day
evidence-claim-send = Send it to be checked
evidence-claimed = Sent. It counts once someone has checked it.
evidence-withdraw = Take it back
evidence-withdrawn = Taken back.
evidence-queue-title = Claims to check
evidence-queue-lead = { $count ->
        [0] Nothing waits for you.
        [one] 1 claim waits for you.
       *[other] { $count } claims wait for you.
    }
evidence-queue-table = Claims that wait, oldest first
evidence-queue-ulo = Organisation
evidence-queue-since = Waits since
evidence-queue-do = To do
evidence-queue-review = Check
evidence-review-title = Check a claim
evidence-verdict-ask = What did you find?
evidence-verdict-hint = Choose “not shown” when what is there does not show it either way.
evidence-verdict-needed = Choose what you found.
evidence-reason-ask = Why?
evidence-reason-hint = Everyone can read this. Do not name people.
evidence-reason-needed = Say why.
evidence-until-ask = Until which day does it count?
evidence-until-hint = Two years is usual, five the most.
evidence-review-send = Keep what I found
evidence-reviewed = Kept. Everyone can read it now.
