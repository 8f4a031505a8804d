# Easy Read.
opening-round-result-late = You came after { $close }. That was the last day to join. You wait until it is decided. Then we ask for you, if a place is left.
opening-round-result-why-urgent = Everyone who got one needs it sooner. Or they have a right to it.
opening-round-result-choice-late = You came after { $close }. That was the last day to join. We ask for you when the places are given out.
opening-round-result-why-alternatives = The last person who got one has waited as long as you. They have fewer other options.
opening-round-result-why-equal = You could have had it. Someone else could have had it too. It was equal, so one of you had to get it.
opening-round-result-fair-1 = Who needs it soonest comes first. That is within 14 days. Then it is within 42 days, or by right. Then everyone else.
opening-round-result-most-2 = Then as many as possible get their first choice. Then as many as possible get their second choice.
opening-round-result-most-3 = Then no group is left far behind. One group is people who name access or language needs. The other group is everyone else.
opening-round-result-check-lead = Nobody can pick the lottery. We showed its fingerprint before anybody joined. It fits only one seed.
opening-round-result-weeks-short = { $weeks ->
        [one] You would have had it with 1 more week of waiting.
       *[other] You would have had it with { $weeks } more weeks of waiting.
    } Or one you like as well.
