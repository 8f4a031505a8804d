# The enabling framework of a council.
framework-title = What is in place in { $council }
framework-lead = { $count ->
        [0] None
       *[other] { $count }
    } of the { $of } kinds of support that people need to be in control { $count ->
        [one] is
       *[other] are
    } in place here.
framework-percent = { $percent } in 100
framework-hidden = Hidden to protect people
framework-too-few = Too few to say
framework-days = { $days ->
        [one] 1 day
       *[other] { $days } days
    }
framework-days-none = None yet
framework-status-yes = Yes
framework-status-partly = In part
framework-status-no = No
framework-status-unknown = Not known
framework-step-chosen = From asking to choosing
framework-step-accepted = From choosing to being taken on
framework-step-whole = From asking to being taken on
framework-step-live = From being taken on to support that runs
framework-see-ulos = See the organisations in this area
framework-as-of = Worked out { $time }.
framework-missing = What is missing
framework-missing-none = Nothing that we can see. All three kinds of support exist, say which access they give, and are tied to a user-led organisation.
framework-missing-ulo = There is no user-led organisation that we know of. A council without one needs a plan to help one begin.
framework-missing-kind = { $kind }: nobody offers it here.
framework-missing-open = { $kind }: nobody takes people on just now.
framework-missing-access = { $kind }: not everyone who offers it says which access they give.
framework-missing-led = { $kind }: none of it comes from an organisation that is or may be user-led.
framework-missing-shown = { $kind }: those who offer it have not shown whether they are user-led.
framework-support = What exists
framework-band-none = We know of no organisation here that is or may be user-led.
framework-band-some = { $count ->
        [one] 1 organisation here is or may be user-led.
       *[other] { $count } organisations here are or may be user-led.
    } { $shown ->
        [0] None has shown that it is.
        [one] 1 has shown that it is.
       *[other] { $shown } have shown that they are.
    }
framework-support-table = Three kinds of support, and three questions about each
framework-support-kind = Support
framework-support-exists = Does it exist?
framework-support-accessible = Does it say which access it gives?
framework-support-led = Is it tied to a user-led organisation?
framework-support-offers = Offers
framework-waits = How long people wait
framework-wait-lead = Half of the people taken on in the last year had waited { $days ->
        [one] 1 day
       *[other] { $days } days
    } or less since they asked.
framework-wait-unknown = Too few people were taken on in the last year to say how long they waited.
framework-waits-table = Middle wait for each step, in the last year
framework-waits-step = Step
framework-waits-median = Middle wait
framework-waits-count = How many people
framework-requests = Requests without an answer
framework-requests-none = No request is without help just now.
framework-requests-few = A few requests found nobody who could help. The number is hidden to protect people.
framework-requests-lead = { $count } requests found nobody who could help.
framework-requests-at-least = At least { $count } requests found nobody who could help. Some numbers are hidden to protect people.
framework-requests-table = Requests now, by kind of support
framework-requests-kind = Support asked for
framework-requests-unmet = Nobody could help
framework-requests-open = Still choosing or waiting
framework-control = Whether people gain control
framework-control-lead = { $percent } of every 100 people who answered twice now have more control over their daily life.
framework-control-nobody = Nobody has answered twice yet, so nothing can be said.
framework-control-few = Too few people have answered twice to say this safely.
framework-control-table = Control over daily life, now and at the start
framework-control-what = Compared with the start
framework-control-people = People
framework-control-better = More control
framework-control-same = As much as before
framework-control-worse = Less control
framework-control-answered = Answered twice
framework-method = How these figures are made
framework-method-source = The figures come from what happens on Alongside. Nobody types them in.
framework-method-elements = A kind of support exists when an offer that covers the area takes people on.
framework-method-ulos = An organisation counts as shown to be user-led when its board and its accountability meet the definition.
framework-method-waits = The middle wait is the wait that half of the people did not go beyond, in the last 365 days.
framework-method-requests = A request is without an answer when no option was found, or when everyone chosen said no.
framework-method-control = Each person's latest answer is compared with their first.
framework-method-small-numbers = Numbers from 1 to 7 are hidden, others are rounded to the nearest 5. More are hidden where one could be worked out.
framework-list-title = Councils of England
framework-list-lead = All three kinds of support are in place in { $count } of { $of } councils.
framework-list-without = { $count ->
        [0] Every council has an organisation that is or may be user-led.
        [one] 1 council has no organisation that is or may be user-led.
       *[other] { $count } councils have no organisation that is or may be user-led.
    }
framework-list-download-sheet = Download every council as a spreadsheet
framework-list-download = Download every council as CSV
framework-list-map = See it on a map
framework-list-regions = Regions
framework-list-table = What is in place: { $region }
framework-list-council = Council
framework-list-brokerage = Help to plan
framework-list-advocacy = Advocacy
framework-list-peer = Peer support
framework-list-ulos = May be user-led
framework-list-led = Shown to be user-led
framework-list-wait = Middle wait
framework-list-answered = Answered twice
framework-list-better = More control
framework-ulos-title = Organisations in { $council }
framework-ulos-lead = { $count ->
        [0] We know of no organisation here.
        [one] 1 organisation works here.
       *[other] { $count } organisations work here.
    } { $shown ->
        [0] None has shown that it is user-led.
        [one] 1 has shown that it is user-led.
       *[other] { $shown } have shown that they are user-led.
    } { $stale ->
        [0] Every entry was checked in the last 90 days.
        [one] 1 entry was not checked in the last 90 days.
       *[other] { $stale } entries were not checked in the last 90 days.
    }
framework-ulos-table = Organisations, by name
framework-ulos-name = Organisation
framework-ulos-kind = What it is
framework-ulos-led = User-led?
framework-ulos-checked = Last checked
framework-ulos-stale = Check again
framework-ulos-do = To do
framework-ulos-money = See how long it lasts
framework-ulos-verify = Check
framework-verify-title = Check the entry of { $ulo }
framework-verify-lead = Compare the entry with the organisation itself. You confirm that it was right today, not that you like what you see.
framework-verify-name = Name
framework-verify-form = Form in law
framework-verify-see = See the whole entry as everyone sees it
framework-verify-how = How did you check it?
framework-verify-needed = Choose how you checked it.
framework-verify-send = It was right today
framework-verified = The entry is marked as checked today.
