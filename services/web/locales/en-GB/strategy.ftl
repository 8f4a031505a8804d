# What a council does about having no user-led organisation.
strategy-title = The plan for a user-led organisation in { $council }
strategy-none = No plan is required here now. One is when no organisation is or may be user-led.
strategy-lead-required = There is no user-led organisation here. The council must write a plan by { $due }. { $days ->
        [0] That is today.
        [one] 1 day is left.
       *[other] { $days } days are left.
    }
strategy-lead-late = The council should have written a plan by { $due }. It has not. It is { $days ->
        [one] 1 day
       *[other] { $days } days
    } late.
strategy-lead-written = The council has written its plan. The next thing is due on { $due }.
strategy-lead-on-track = Something is done and nothing is late. The next thing is due on { $due }.
strategy-lead-all-done = All that was planned is done. There is still no user-led organisation.
strategy-lead-action-late = The council has a plan but is behind. Something was due on { $due }. It is { $days ->
        [one] 1 day
       *[other] { $days } days
    } late.
strategy-lead-met = There is a user-led organisation here now. The plan ended on { $closed }.
strategy-lead-reviewed = Someone outside the council looked at it. They closed the plan on { $closed }.
strategy-clock = There was no such organisation on { $found }. That is { $days ->
        [one] 1 day
       *[other] { $days } days
    } ago.
strategy-clock-stopped = There was no such organisation on { $found }. The plan closed { $days ->
        [one] 1 day
       *[other] { $days } days
    } later.
strategy-reason = Why it was closed
strategy-what = The plan
strategy-aim = What it is for
strategy-responsible = Who is responsible
strategy-buddy = Which organisation helps
strategy-cost = What it costs in all
strategy-write-by = To be written by
strategy-written-on = Written on
strategy-close-ulo = The organisation there is now
strategy-actions = What the council will do
strategy-actions-none = Nothing is planned yet.
strategy-actions-how = Choose an action to change it, or to say that it is done.
strategy-action = Action
strategy-action-stands = How it stands
strategy-action-is-done = Done
strategy-action-to-do = To do
strategy-action-due = Due
strategy-action-first = First promised for
strategy-action-done = Done on
strategy-action-cost = Cost
strategy-action-responsible = Responsible
strategy-earlier = Before this
strategy-see-all = See the plans of all councils without a user-led organisation
strategy-see = See the plan for a user-led organisation
strategy-stage-required = To be written
strategy-stage-written = Written
strategy-stage-on-track = On track
strategy-stage-overdue = Overdue
strategy-stage-closed = Closed
strategy-stage-none = None required
strategy-method-found = A plan is required once there was no user-led organisation for a week. The days count from the first.
strategy-method-write = A council has 90 days to write it. All councils’ committees meet in that time.
strategy-method-late = It is overdue if it is not written by then. It is also overdue if an action is late.
strategy-method-promise = The day first promised stays, also when it is moved. No action is ever taken out.
strategy-method-close = It closes when an organisation here shows that it is user-led. Or someone outside the council closes it, with a reason, for a year.
strategy-write = Write the plan
strategy-write-title = Write the plan
strategy-write-lead = Everyone can read it. It counts as written once it has an action too.
strategy-aim-ask = What is the plan for?
strategy-aim-hint = Say what there is to be, for whom, and who was asked. Do not name people.
strategy-aim-needed = Write at least 10 characters about what the plan is for.
strategy-responsible-ask = Which post is responsible?
strategy-responsible-hint = Such as “Head of commissioning”. Do not name a person.
strategy-responsible-needed = Say which post is responsible.
strategy-buddy-ask = Which user-led organisation helps to start one?
strategy-buddy-hint = These offer their time to places without an organisation. Agree it with them first.
strategy-buddy-none = None yet
strategy-kept = The plan is kept.
strategy-action-add = Add an action
strategy-action-new = Add an action
strategy-action-change = Change an action
strategy-action-lead = Everyone can read it. If you move the day, the first one stays on record.
strategy-action-title-ask = What will be done?
strategy-action-title-hint = One thing, such as “Rooms and rent for a year”.
strategy-action-title-needed = Say what will be done.
strategy-action-due-ask = By which day?
strategy-action-cost-ask = What does it cost?
strategy-action-cost-hint = In pounds. Give 0 if it costs nothing.
strategy-action-cost-needed = Give the cost in pounds, or 0.
strategy-action-done-ask = On which day was it done?
strategy-action-done-hint = Leave this empty until it is done.
strategy-action-kept = The action is kept.
strategy-review = Find that the plan is no longer required
strategy-review-title = Close the plan after a review
strategy-review-lead = You do not work for { $council }. Close its plan only if people there are as well off without one.
strategy-review-reason = Why is it no longer required?
strategy-review-hint = Everyone can read this, with the plan. It holds for a year. Do not name people.
strategy-review-reason-needed = Write at least 10 characters about why it is no longer required.
strategy-review-send = Close the plan
strategy-reviewed = The plan is closed.
strategy-list-title = Plans of councils without a user-led organisation
strategy-list-lead = { $count ->
        [one] 1 council has
       *[other] { $count } councils have
    } no user-led organisation and must have a plan. { $written } wrote one. { $late ->
        [one] 1 is late.
       *[other] { $late } are late.
    }
strategy-list-closed = { $count ->
        [0] No plan has been closed yet.
        [one] 1 plan was closed.
       *[other] { $count } plans were closed.
    }
strategy-list-map = See them on the map
strategy-list-table = Plans that are required now, the latest first
strategy-list-stage = How it goes
strategy-list-since = None since
strategy-list-due = Next day due
strategy-list-late = Days late
strategy-list-actions = Actions
strategy-list-done = Done
strategy-list-cost = Cost
