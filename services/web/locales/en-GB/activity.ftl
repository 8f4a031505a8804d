# What an organisation did to last and to be heard: training, outreach, influence. Everyone reads it.
activity-title = Training, outreach, influence and seats
activity-cover = Training, outreach, influence and seats of { $ulo }
activity-board-all = All of its board had training that still counts.
activity-board-some = Some of its board had training that still counts.
activity-board-lapsed = Its board had training, but too long ago.
activity-board-unknown = It has not told us about training of its board.
activity-staff-all = All of its staff had training that still counts.
activity-staff-some = Some of its staff had training that still counts.
activity-staff-lapsed = Its staff had training, but too long ago.
activity-staff-unknown = It has not told us about training of its staff.
activity-lacks-both = No training in business or in finance is told that still counts.
activity-lacks-business = No training in business is told that still counts.
activity-lacks-finance = No training in finance is told that still counts.
activity-lacks-none = Board or staff had training in business and in finance.
activity-outreach-never = It has not told us about going out to people.
activity-outreach-last = { $count ->
    [0] It went out to people today.
    [one] It last went out to people 1 day ago.
   *[other] It last went out to people { $count } days ago.
}
activity-reached = { $count ->
    [one] It reached 1 person that way in the past year.
   *[other] It reached { $count } people that way in the past year.
}
activity-influenced = { $count ->
    [one] It changed 1 decision of others in the past two years.
   *[other] It changed { $count } decisions of others in the past two years.
}
activity-seated = { $count ->
    [one] It has 1 seat where a council decides.
   *[other] It has { $count } seats where councils decide.
}
activity-seats = Seats where councils decide
activity-seat-none = No seat is told.
activity-seat-table = Seats, the latest first
activity-seat-lasts = It still has it
activity-body = Board or group
activity-body-ask = Which board or group is it?
activity-body-hint = For example, a partnership board. No names of people.
activity-council = Council
activity-council-ask = Which council is it of?
activity-council-needed = Choose the council.
activity-votes = Vote
activity-votes-ask = Do you vote there?
activity-votes-needed = Choose whether you vote there.
activity-votes-yes = Votes
activity-votes-no = Listened to, no vote
activity-since = Since
activity-since-ask = Since when do you have the seat?
activity-ended = Until
activity-ended-ask = Until when did you have it?
activity-ended-hint = Leave it empty while you have it.
activity-new-seat = Add a seat
activity-change-seat = Change this seat
activity-training = Training
activity-training-none = No training is told.
activity-training-table = Training, the latest first
activity-outreach = Going out to people
activity-outreach-none = Nothing is told.
activity-outreach-table = Going out to people, the latest first
activity-influence = What it changed
activity-influence-none = Nothing is told.
activity-influence-table = Decisions it changed, the latest first
activity-topic = In what
activity-topic-ask = In what were they trained?
activity-topic-needed = Choose what they were trained in.
activity-topic-business = Business: planning, tendering, marketing
activity-topic-finance = Finance: budgets, accounts, raising money
activity-topic-governance = The duties of a board
activity-topic-employing = Employing and leading people
activity-topic-rights = Rights and independent living
activity-topic-equality = Equality and diversity
activity-topic-safeguarding = Keeping people safe
activity-topic-information = Information and its protection
activity-topic-influencing = Being heard by those who decide
activity-topic-supporting = Supporting people
activity-topic-other = Something else
activity-group = Who
activity-group-ask = Who was trained?
activity-group-needed = Choose who was trained.
activity-group-board = Board
activity-group-staff = Staff
activity-group-volunteers = Volunteers
activity-trained = How many
activity-trained-ask = How many of them took part?
activity-size = Of how many
activity-size-ask = How many are there in all?
activity-share = Share
activity-percent = { $percent } in 100
activity-number-needed = Enter a whole number, 0 if it is none.
activity-date = When
activity-date-hint = For example, 27 3 2026
activity-training-date = When was the training?
activity-outreach-date = When was it?
activity-influence-date = When was it decided?
activity-until = Counts until
activity-until-none = Three years
activity-until-ask = Until when does it count?
activity-until-hint = Leave it empty if it has no end. It then counts for three years.
activity-audience = Whom
activity-audience-ask = Whom did you go out to?
activity-audience-hint = A group of people, such as older people in care homes. No names.
activity-place = Where
activity-place-ask = Where?
activity-people = People reached
activity-people-ask = How many people did you reach?
activity-decision = What was decided
activity-decision-ask = Which decision or policy was it?
activity-partner = Who decided
activity-partner-ask = Who decided?
activity-partner-hint = The name of an organisation, not of a person.
activity-changed = What changed
activity-changed-ask = What changed because of you?
activity-new-training = Add a training
activity-new-outreach = Add going out to people
activity-new-influence = Add something you changed
activity-change-training = Change this training
activity-change-outreach = Change this outreach
activity-change-influence = Change what you changed
activity-edit-lead = Everyone can read this. Write no names of people.
activity-added = Added. Everyone can read it now.
activity-saved = Saved.
activity-withdraw = This was a mistake: take it out
activity-withdraw-title = Take this out?
activity-withdraw-lead = It then counts for nothing and is no longer shown.
activity-withdraw-send = Take it out
activity-withdrawn = Taken out.
activity-method = How this is worked out
activity-method-trained = A board is trained when one training that still counts had all of it.
activity-method-valid = Training counts to its own last day. Without one it counts for three years.
activity-method-lacks = Business and finance are the skills such organisations are known to lack.
activity-method-told = The organisation tells all of this itself.
activity-see = See its training, outreach, influence and seats
