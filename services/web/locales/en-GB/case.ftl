# Cases and introductions: stages, why they end, why someone says no.
case-stage-know = Getting to know you
case-stage-exploring = Exploring what could be done
case-stage-drafting = Writing the plan
case-stage-submitted = The plan waits for a decision
case-stage-returned = The plan goes back to be changed
case-stage-agreed = The plan is agreed
case-stage-arranging = Making it real
case-stage-live = Support is running
case-stage-review = Looking back at how it goes
case-stage-closed = Ended

case-means-know = Your broker learns what you hope for, what worries you and what you like.
case-means-exploring = Together you find and think up what could be done.
case-means-drafting = Your broker writes one plan with you, with what it costs.
case-means-submitted = Read the plan and say whether you agree. Only you can decide this.
case-means-returned = You asked for changes. Your broker works on them with you.
case-means-agreed = You agreed the plan. Next comes making it real.
case-means-arranging = Your broker helps to arrange people, contracts and money.
case-means-live = Your support is running. Tell your broker when something is not right.
case-means-review = You look together at what works and what should change.
case-means-closed = This support has ended.

case-closed-done = What was wanted is in place.
case-closed-person = The person no longer wants this support.
case-closed-another = The person wants someone else.
case-closed-lost-touch = Nobody could reach the person for a long time.
case-closed-moved = The person moved out of the area.
case-closed-budget = There is no budget, or no longer.
case-closed-organisation = The organisation cannot go on.
case-closed-interest = A tie came to light that pulls against the person's interest.
case-closed-safety = Someone would not be safe.
case-closed-died = The person has died.
case-closed-other = Another reason.

case-declined-capacity = No one there has room just now. It is not about you.
case-declined-area = You live outside the area they work in.
case-declined-kind = They do not give this kind of support.
case-declined-access = They cannot meet one of your access needs, and they said so.
case-declined-interest = They have a tie that could pull against your interest. They did the right thing to say so.
case-declined-safety = They could not make it safe for everyone.
case-declined-other = They gave another reason.
case-time = { $hours ->
        [0] { $minutes ->
            [one] 1 minute
           *[other] { $minutes } minutes
        }
        [one] 1 hour { $minutes ->
            [0] { "" }
            [one] 1 minute
           *[other] { $minutes } minutes
        }
       *[other] { $hours } hours { $minutes ->
            [0] { "" }
            [one] 1 minute
           *[other] { $minutes } minutes
        }
    }
