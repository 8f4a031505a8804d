# Easy Read.
release-list-lead = These pages have numbers about people who asked for support. New numbers come four times a year. Then they stay as they are.
release-unmet-few = A few people found nobody near who could help. The number is hidden to protect people.
release-unmet-at-least = At least { $count } people found nobody near who could help. Some numbers are hidden to protect people.
release-wait-lead = Half of the people waited { $days ->
        [one] 1 day
       *[other] { $days } days
    } or less. The wait is from asking to getting help.
release-wait-unknown = Too few people got help in this quarter. So we do not say how long they waited.
release-control-lead = We asked people again in this quarter. { $percent } of every 100 have more control than before.
release-control-few = We cannot say this safely. Too few people answered.
release-method-quarter = Each quarter counts what happened in it. Nothing is counted in two quarters.
release-method-requests = A request counts in the quarter when it was asked. We say what came of it.
release-method-waits = A step counts in the quarter when it ended. The middle wait is the wait of half the people. We say "nine of ten" when there were 30 people or more.
release-method-control = We look at the last answer a person gave. We set it beside their first answer.
release-method-small-numbers = Numbers from 1 to 7 are hidden. Other numbers are rounded to the nearest 5. Sometimes more is hidden, to protect people.
release-method-revision = These numbers never change. If they were wrong, we make all of them again. You can read the old ones and the new ones.
release-needs-lead = People can tell us what they need when they ask. One person can have several needs. So the numbers do not add up.
release-unmet-lead = { $count } people found nobody near who could help.
release-revise-how = All numbers are made again. What was hidden stays hidden. You can still read the old ones.
release-method-cost = Brokers write down how long they work. Organisations say what an hour costs. We use this to say what support costs.
release-method-intervals = These numbers are not exact. We say the least and the most they could be. We say nothing when there are fewer than 30 cases. We never say it of one organisation.
release-cost-few = We cannot say what support costs. Too few people answered, or too little time was written down.
release-cost-lead = { $kind }: about { $hours ->
        [one] 1 hour
       *[other] { $hours } hours
    } of work for each person who has more control.
