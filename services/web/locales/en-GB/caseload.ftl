# The cases of a broker or a team.
caseload-name-hidden = Name not shared
caseload-board-title = My cases
caseload-board-team = Cases of your team
caseload-lead = { $count ->
        [0] There is no open case.
        [one] There is 1 open case.
       *[other] There are { $count } open cases.
    } { $late ->
        [0] None is overdue.
        [one] 1 is overdue.
       *[other] { $late } are overdue.
    } { $waiting ->
        [0] None waits for the person.
        [one] 1 waits for the person.
       *[other] { $waiting } wait for the person.
    }
caseload-lead-closed = { $count ->
        [0] No case has been closed.
        [one] 1 case has been closed.
       *[other] { $count } cases have been closed.
    }
caseload-filters = What to show
caseload-filter-all = All open ({ $count })
caseload-filter-open = All open
caseload-filter-late = Overdue ({ $count })
caseload-filter-waiting = Waiting for the person ({ $count })
caseload-filter-unplanned = No next step ({ $count })
caseload-filter-closed = Closed
caseload-filter-team = See the team
caseload-filter-broker = Whose cases
caseload-filter-everyone = Everyone in the team
caseload-filter-show = Show
caseload-none = Nothing here now.
caseload-left-out = { $count ->
        [one] 1 less urgent case is not shown.
       *[other] { $count } less urgent cases are not shown.
    } Choose above to see fewer at once.
caseload-card-next = Next:
caseload-card-move = Move to…
caseload-sign-closed = Closed
caseload-sign-waiting = Waiting for the person to decide
caseload-sign-no-date = No next step set
caseload-next = Next step
caseload-next-none = No next step is set. Say what you will do, so that nobody is forgotten.
caseload-next-by = By { $day }
caseload-next-change = Change the next step
caseload-waits-for-person = The plan is with the person. Only they can agree it or send it back.
caseload-needs = What they need to take part
caseload-needs-none = No needs are shared with you. Ask them what they need before you meet.
caseload-need-unmet = Not met
caseload-reach = How to reach them
caseload-reach-none = They have shared no way to reach them. Their introduction may say more, or ask us.
caseload-about = About this case
caseload-kind = They asked for
caseload-offering = From your offering
caseload-broker = Broker
caseload-weight = Points it takes
caseload-weight-said = { $weight ->
        [one] 1 point
       *[other] { $weight } points
    }
caseload-opened = Opened
caseload-contact = First contact
caseload-contact-none = Not yet recorded
caseload-council = Council
caseload-introduction-see = See the introduction
caseload-pronouns = Pronouns
caseload-transfer = Give the case to someone else in the team
caseload-reviews = What has changed for them
caseload-reviews-hint = They say this themselves, at the start, after three months and after twelve. You can write it down when they tell you.
caseload-reviews-none = No review is shown to you.
caseload-review-due = due { $day }
caseload-history = What has happened
caseload-step-when = { $day }, by { $who }
caseload-step-took = { $day }, by { $who }, { $time }
caseload-step-opened = The case was opened
caseload-step-transferred = { $broker } took over
caseload-step-worked = Work on the case
caseload-worked = Time worked
caseload-work-title = Record time: { $person }
caseload-work-so-far = So far:
caseload-work-how-long = How long did it take?
caseload-work-hint = Count travel and writing too. It shows what good support takes, and is never used to rank brokers.
caseload-work-hours = Hours
caseload-work-minutes = Minutes
caseload-work-needed = Enter hours, minutes or both.
caseload-work-less-than-none = Enter 0 or more.
caseload-work-note = What did you do?
caseload-work-saved = The time is recorded.
caseload-who-you = you
caseload-who-person = the person
caseload-who-supporter = someone acting for the person
caseload-who-manager = the manager
caseload-who-colleague = a colleague
caseload-close = Close this case
caseload-cancel = Cancel
caseload-save = Save
caseload-saved = Saved.
caseload-note = What happened?
caseload-note-hint = The person may read this. You can leave it empty.
caseload-move-title = Move the case: { $person }
caseload-move-now = It is now at:
caseload-move-where = Where does it go?
caseload-move-needed = Choose a stage.
caseload-move-none = It can go nowhere from here by your hand. Either it waits for the person, or it is closed.
caseload-move-submitted-hint = The person is asked to agree the plan or to send it back. You cannot agree it for them.
caseload-move-live-hint = The support has started.
caseload-move-send = Move
caseload-moved = The case was moved.
caseload-close-title = Close the case: { $person }
caseload-close-lead = This is final, and the person is told. It frees { $weight ->
        [one] 1 point
       *[other] { $weight } points
    }.
caseload-close-why = Why does it end?
caseload-close-needed = Choose why it ends.
caseload-close-note-needed = Say in a few words what the other reason is.
caseload-close-send = Close the case
caseload-closed = The case is closed.
caseload-transfer-title = Give the case to someone else: { $person }
caseload-transfer-lead = It takes { $weight ->
        [one] 1 point
       *[other] { $weight } points
    } of their limit. Speak with the person and both brokers first.
caseload-transfer-who = Who takes over?
caseload-transfer-needed = Choose who takes over.
caseload-transfer-nobody = Nobody else in your team has room for this case. You can raise a limit, or make room first.
caseload-transfer-unable = Not now
caseload-transfer-send = Give them the case
caseload-transferred = The case has a new broker.
caseload-keep-for = Case: { $person }
caseload-next-title = The next step
caseload-next-what = What will you do next?
caseload-next-hint = For example: phone about the first visit.
caseload-next-day = By when?
caseload-date-hint = For example 31 3 2027
caseload-contact-title = First contact
caseload-contact-lead = This is set once, and shows how long people wait.
caseload-contact-day = When did you first speak or meet?
caseload-weight-title = Points this case takes
caseload-weight-lead = More points for a case that takes more of your time. It counts against the limit at once.
caseload-weight-label = Points, 1 to 100
caseload-weight-needed = Enter how many points, from 1 to 100.
caseload-review-answer = Write down what they say
caseload-review-title = Review: { $stage }
caseload-review-lead = Write down what they say, as they say it. These are their answers, not yours.
caseload-review-mode = How did they tell you?
caseload-review-mode-needed = Choose how they told you.
caseload-review-who = Whose answers are these?
caseload-review-who-needed = Choose whose answers these are.
caseload-review-helper = Who helped, or answered for them?
caseload-review-helper-hint = Choose nobody when they answered alone and you only wrote it down.
caseload-review-helper-needed = Choose who helped, or who answered for them.
caseload-review-format = In which format were the questions?
caseload-review-standard = Standard
caseload-review-questions = The questions
caseload-review-control-needed = This one is needed. Without it nothing can be compared.
caseload-review-words = Anything else they said
caseload-review-words-hint = In their words. Only they, and those who act for them, can read this afterwards.
caseload-review-send = Save their answers
caseload-review-saved = Their answers are saved.
caseload-review-by-self = The person's own; I only wrote them down
caseload-review-by-help = The person's own, with someone's help
caseload-review-by-proxy = Someone answered for the person
caseload-review-by-phone = By phone, also through a relay
caseload-review-in-person = Face to face
caseload-review-by-video = By video call
caseload-review-by-post = On paper
caseload-review-waits = Not answered yet
caseload-review-answered = Answered
caseload-review-declined = They chose not to answer
caseload-review-lapsed = Its time is over
