# Rounds in which scarce places are given out together: for managers and officers.
opening-round-list = Rounds of places
opening-round-list-lead = Where more people want the same support than can start, a round gives all its places out together, by a published rule.
opening-round-list-none = You have no rounds yet.
opening-round-others = Rounds of councils
opening-round-others-lead = Councils where you offer support ask here for your places. You decide how many you give.
opening-round-others-none = No council asks now.
opening-round-new = Open a round
opening-round-new-lead = Whoever chooses one of its offerings is in it until its last day. Then you decide, and everyone is told why.
opening-round-new-send = Open the round
opening-round-opened = The round is open. Now places can be given to it.
opening-round-title-ask = What is it called?
opening-round-title-hint = The people in it read this.
opening-round-title-needed = Say what it is called.
opening-round-rule-ask = By which rule are the places given?
opening-round-rule-hint = It cannot be changed once the round is open. You can see beforehand what each rule would come to.
opening-round-rule-needed = Choose a rule.
opening-round-fair-means = Urgent dates first, then who has waited longest, then who has fewest other options, then a lottery. Nobody is passed over.
opening-round-most-means = As many people as possible get a place they want. Then as many first choices as possible. Then nobody's group is left far behind.
opening-round-close-ask = What is the last day to join it?
opening-round-close-hint = Within the next 60 days. You decide after it, within 14 days.
opening-round-state-open = Open
opening-round-state-run = Decided
opening-round-state-cancelled = Ended undecided
opening-round-lead-open = People can join until { $close }. You can decide after that day.
opening-round-lead-closed = Joining ended on { $close }. Decide within 14 days of it, or the round ends by itself.
opening-round-lead-run = It was decided on { $end }.
opening-round-lead-cancelled = It ended on { $end } without being decided. Everyone in it was asked for in the order of coming.
opening-round-owner = Whose it is
opening-round-owner-gone = An organisation that is no longer listed
opening-round-rule = Rule
opening-round-close = Last day to join
opening-round-entries = People in it
opening-round-late = People who came later and wait
opening-round-commitment = Fingerprint of the lottery
opening-round-seed = Seed of the lottery
opening-round-about = About this round
opening-round-more = More
opening-round-openings = Places in this round
opening-round-openings-table = Offerings and their places
opening-round-openings-none = No places were given to it yet.
opening-round-openings-council = Organisations in your area see this round on their pages and give places to it themselves.
opening-round-offering = Offering
opening-round-offering-gone = An offering that has ended
opening-round-organisation = Organisation
opening-round-places = Places
opening-round-gives = What you give
opening-round-gives-lead = Whoever waits for a place there is in the round from then on.
opening-round-given = { $count ->
        [0] Not in it
        [one] 1 place
       *[other] { $count } places
    }
opening-round-give = Give places to a round
opening-round-give-lead = For the round “{ $title }”.
opening-round-give-ask = How many places do you give?
opening-round-give-hint = At most as many as you said could start. 0 takes the offering out.
opening-round-give-needed = Enter a number; 0 for none.
opening-round-gave = Saved.
opening-round-try = Try other rules or places
opening-round-try-lead = Nothing is decided here. These are counts only: nobody is named.
opening-round-try-what = What would happen if
opening-round-try-rule = The rule
opening-round-try-places = Places: { $name }
opening-round-try-send = Show me
opening-round-both = Of { $people ->
        [one] 1 person
       *[other] { $people } people
    } in it, the fair order helps { $fair }. Helping the most helps { $most }.
opening-round-moved = By this, { $gain ->
        [one] 1 person
       *[other] { $gain } people
    } would get something they like better, and { $lose ->
        [one] 1 person
       *[other] { $lose } people
    } something they like less, or nothing.
opening-round-figures = What each rule comes to
opening-round-figures-means = The gap says how much rarer first choices are in the worst-off group than among all: people who name access or language needs, or people who name none.
opening-round-figure = People
opening-round-fair = Fair order
opening-round-most = Most helped
opening-round-fair-tried = Fair order, as tried
opening-round-most-tried = Most helped, as tried
opening-round-helped = Get a place
opening-round-first-choice = Get their first choice
opening-round-second-choice = Get their second choice
opening-round-third-choice = Get their third choice
opening-round-nobody = Get no place
opening-round-gap = Gap of the worst-off group
opening-round-gap-hidden = Hidden: fewer than 8 people
opening-round-points = { $points } points
opening-round-fit = How well it fits
opening-round-fit-none = Not known
opening-round-fit-mean = { $fit } of 100
opening-round-came-to-title = What it came to
opening-round-came-to = { $helped } of { $people ->
        [one] 1 person
       *[other] { $people } people
    } got a place. All of them see why, and can check the lottery.
opening-round-price = Looking at { $goal } has a price. Those who get a place fit { $fit } on average; without it they would fit { $without_fit }. Had it come first of all, { $helped } would get a place and { $first } their first choice, instead of { $now_helped } and { $now_first }.
opening-round-price-none = Looking at { $goal } cost the others nothing.
opening-round-short = Organisations hardly shown that get nobody
opening-round-run = Decide this round
opening-round-run-rule = This round is decided by: { $rule }.
opening-round-run-means = Everyone who gets a place is asked for there at once. Everyone else is told why not. This cannot be undone.
opening-round-run-send = Decide now
opening-round-ran = The round is decided.
opening-round-cancel = End it undecided
opening-round-cancel-means = Everyone in it is asked for in the order of coming, as without a round. This cannot be undone.
opening-round-cancel-send = End the round
opening-round-cancelled = The round has ended.
