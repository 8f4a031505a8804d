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
framework-band-none = We know of no possible user-led organisation here.
framework-band-some = { $count ->
        [one] 1 possible user-led organisation works here.
       *[other] { $count } possible user-led organisations work here.
    } { $shown ->
        [0] None has shown that it is.
        [one] 1 has shown that it is.
       *[other] { $shown } have shown that they are.
    } { $refuted ->
        [0] {""}
        [one] 1 was since shown not to be.
       *[other] { $refuted } were since shown not to be.
    }
framework-support-table = Three kinds of support, and three questions about each
framework-support-kind = Support
framework-support-exists = Does it exist?
framework-support-accessible = Does it say which access it gives?
framework-support-led = Is it tied to a user-led organisation?
framework-support-offers = Offers
framework-waits = How long people wait
framework-waits-table = Middle wait for each step, in the last year
framework-waits-step = Step
framework-waits-median = Middle wait
framework-waits-count = How many people
framework-requests-table = Requests now, by kind of support
framework-requests-kind = Support asked for
framework-requests-unmet = Nobody could help
framework-requests-open = Still choosing or waiting
framework-requests-few = Of those, with one or two to choose from
framework-control = Whether people gain control
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
framework-method-possible = A possible user-led organisation is of a kind that can be user-led, whatever was found of it since. The mapping study counts the same.
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
framework-list-study = The mapping study of 2006 to 2007, made again today
framework-list-regions = Regions
framework-list-table = What is in place: { $region }
framework-list-council = Council
framework-list-brokerage = Help to plan
framework-list-advocacy = Advocacy
framework-list-peer = Peer support
framework-list-ulos = Possible user-led organisations
framework-list-led = Shown to be user-led
framework-list-not-led = Shown not to be user-led
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
framework-step-menu = From asking to the first options
framework-step-menu-chosen = From the first options to choosing
framework-step-introduced = From choosing to the first introduction
framework-step-answered = From an introduction to its yes
framework-step-contact = From being taken on to first speaking or meeting
framework-step-agreed = From first speaking or meeting to an agreed plan
framework-step-agreed-live = From an agreed plan to support that runs
framework-quarter = Quarter { $number } of { $year }
framework-quarter-now = Now
framework-quarter-live = These are the figures now. { $quarter } goes on, and a picture of them is kept when it ends.
framework-quarter-ended = This is how things stood when this quarter ended: { $quarter }. It does not change any more.
framework-quarters = Other times to look at
framework-and = { $one }; { $more }
framework-see-report = See it all as a report to print
framework-see-corrections = See what the council says of these answers
framework-correct = Correct an answer, or take a correction back
framework-links-lead = Whom support is for is what those who offer it say. Ties are contracts and grants that run, seats, and introductions that were accepted.
framework-links-table = Whom support is for, and how the council is tied to it
framework-links-organisations = Organisations
framework-links-shown = Shown to be user-led
framework-links-for = Whom it is for
framework-links-tied = How the council is tied to one that is or may be user-led
framework-link-contract = Contract
framework-link-grant = Grant
framework-link-referral = Introductions
framework-link-seat = A seat
framework-evidence = The evidence, by name
framework-evidence-lead = All answers above are counted from these organisations.
framework-evidence-table = Who offers what here, and how the council is tied to them
framework-evidence-open = Take people on
framework-evidence-access = Say their access
framework-evidence-tied = How the council is tied to it
framework-evidence-shown = Shown
framework-evidence-not-shown = Not shown
framework-evidence-other = Not of that kind
framework-evidence-unnamed = No longer listed
framework-link-none = In no recorded way
framework-waits-ninetieth = Nine of ten waited no longer than
framework-waits-standing = People waiting now
framework-waits-so-far = Middle wait so far, of those waiting now
framework-waits-lead = Waits that have ended and waits that go on are counted apart. Nine of ten is said from 30 people on.
framework-corrections = What the council says
framework-corrections-title = What the council says of { $council }
framework-corrections-lead = The council says that these answers are not so. What was worked out stays beside what it says.
framework-corrections-how = Answers are worked out from what happens on Alongside. Where one is not so, the council says what is, and why. Both stay on record.
framework-corrections-none = The council has not corrected any answer.
framework-corrections-table = Answers the council corrects
framework-corrections-answer = Answer
framework-corrections-computed = Worked out
framework-corrections-said = The council says
framework-corrections-reason = Why
framework-corrections-since = Since
framework-corrections-of = { $kind }: { $question }
framework-corrections-is = { $answer } Worked out: { $computed }. The council says since { $day }: { $said }.
framework-corrections-was = { $answer } Worked out: { $computed }. The council said from { $day } until { $until }: { $said }.
framework-corrections-because = Because:
framework-corrections-withdraw = Take this correction back
framework-corrections-new = Correct an answer
framework-corrections-kind = Which support is it about?
framework-corrections-kind-needed = Choose which support it is about.
framework-corrections-question = Which question?
framework-corrections-question-needed = Choose the question.
framework-corrections-status = What is the answer?
framework-corrections-status-needed = Choose the answer.
framework-corrections-reason-ask = Why is it so?
framework-corrections-reason-hint = Everyone can read this. Do not name people.
framework-corrections-reason-needed = Say why, in at least 10 characters.
framework-corrections-send = Correct this answer
framework-corrected = Your correction is shown beside what was worked out.
framework-correction-withdrawn = The correction is taken back. It stays on record.
framework-report-title = Report on support in { $council }
framework-report-day = Printed { $day }.
framework-report-how = Worked out from what happens on Alongside. How each figure is made is said at the end.
framework-report-contents = Contents
framework-report-large = See this report in large print
framework-report-usual = See this report in the usual size
framework-ulos-waiting = See what waits for you here
framework-ulos-claims = Claims of organisations that wait for your check
framework-released = People and their journeys: { $quarter }
framework-released-people = People and their journeys
framework-released-lead = Numbers that count people come out once a quarter, so that nobody can see one person move.
framework-released-more = See the same for all of England
framework-released-none = No quarter has come out yet. One does when it has been over for 14 days.
framework-live = Today, for your council alone
framework-live-why = Only officers of this council see these counts. They are for the whole council, since in a smaller area they would give someone away to those who know it best. Do not pass them on: what you pass on could be set beside the statistics.
framework-list-releases = Statistics, quarter by quarter
framework-see-spending = See the money to user-led organisations
