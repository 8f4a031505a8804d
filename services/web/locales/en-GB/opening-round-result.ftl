# What a round of places means for the people in it.
opening-round-result-title = Places given out together
opening-round-result-waits = More people want these places than there are. They are given out together, soon after { $close }.
opening-round-result-late = You came after { $close }, the last day to join. You wait until it is decided. Then we ask for you, if a place is left.
opening-round-result-placed = { $rank ->
        [1] You have a place with { $name }: the one you like best.
       *[other] You have a place with { $name }: number { $rank } in your order.
    } We have asked them for you.
opening-round-result-not-placed = There was no place for you this time. That is not about you.
opening-round-result-nothing = You do not need to do anything. You can stop waiting at any time.
opening-round-result-next = We go on with the others you chose. If there are none, you can look again.
opening-round-result-choice = How your choice is going
opening-round-result-choice-waits = More people want these places than there are. They are given out together, soon after { $close }. The rule is: { $rule }.
opening-round-result-choice-late = You came after { $close }, the last day to join. We ask for you once the places are given out.
opening-round-result-choice-placed = The places were given out together. You have one.
opening-round-result-choice-not-placed = The places were given out together. This time there was none for you. That is not about you.
opening-round-result-choice-more = See how it is decided, and why
opening-round-result-why = Why not one you like better
opening-round-result-why-none = There were no places.
opening-round-result-why-urgent = Everyone who got one needs it by an earlier date, or has a right to it.
opening-round-result-why-wait = The last person who got one has waited longer than you.
opening-round-result-why-wait-weeks = The last person who got one had waited { $weeks ->
        [one] 1 week
       *[other] { $weeks } weeks
    }, longer than you.
opening-round-result-why-alternatives = The last person who got one has waited as long as you, and has fewer other options.
opening-round-result-why-lottery = You and the last person who got one were equal. The lottery decided.
opening-round-result-why-goal = It would have cost others more. This would have come out worse: { $goal }.
opening-round-result-why-equal = You could have had it as well as someone else. Both answers were equally good, and one had to be taken.
opening-round-result-weeks-short = With { $weeks ->
        [one] 1 more week of waiting
       *[other] { $weeks } more weeks of waiting
    } you would have had it, or one you like as well.
opening-round-result-counted = What counted for you
opening-round-result-urgency = Urgency
opening-round-result-band-0 = You need it within 14 days
opening-round-result-band-1 = You need it within 42 days, or have a right to it
opening-round-result-band-2 = No urgent date
opening-round-result-waited = Waited since you asked
opening-round-result-alternatives = Options that suit what you need
opening-round-result-ticket = Your lottery ticket
opening-round-result-how = How it is decided
opening-round-result-round = “{ $title }” is run by { $owner }.
opening-round-result-rule = The rule is: { $rule }.
opening-round-result-rule-fair = Fair order
opening-round-result-rule-most = Help the most people
opening-round-result-fair-1 = Those who need it soonest come first: within 14 days, then within 42 days or by right, then everyone else.
opening-round-result-fair-2 = Of those, whoever asked longest ago comes first.
opening-round-result-fair-3 = If that is the same day, whoever has fewest other options comes first.
opening-round-result-fair-4 = If that is equal too, a lottery decides.
opening-round-result-most-1 = As many people as possible get a place they chose.
opening-round-result-most-2 = Of all ways to do that, as many as possible get their first choice, then their second, and so on.
opening-round-result-most-3 = Then no group is left further behind than it must be. The groups are people who name access or language needs, and people who name none.
opening-round-result-most-4 = Then user-led organisations that people hardly saw lately get somebody.
opening-round-result-most-5 = Then everyone together fits as well as can be.
opening-round-result-goal-helped = how many people get a place
opening-round-result-goal-ranks = how many get their first choice
opening-round-result-goal-worst = how the group worst off does
opening-round-result-goal-floors = whether organisations hardly seen get somebody
opening-round-result-goal-fit = how well everyone together fits
opening-round-result-check = Check the lottery yourself
opening-round-result-check-lead = Nobody can pick the lottery. Its fingerprint was shown before anybody joined, and it fits only one seed.
opening-round-result-check-later = The seed is shown here once the places are given out.
opening-round-result-check-how = Someone who is good with computers can do this. These two lines work on Linux and on a Mac.
opening-round-result-check-commitment = This gives the fingerprint again:
opening-round-result-check-ticket = This begins with your ticket. The smallest ticket comes first:
opening-round-result-request = Number of your request
