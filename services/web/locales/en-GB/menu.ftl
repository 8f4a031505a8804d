# The menu of who fits.
menu-title = { $count ->
    [0] Nobody fits everything you asked for
    [one] One who could help you
   *[other] { $count } who could help you
 }
menu-lead = You asked for: { $kind }. You can choose any of them, or nobody.
menu-newer = You have looked again since. Choose from the newer list.
menu-newer-go = Go to the newer list
menu-not-open = This is how the list was. You cannot choose from it now.
menu-not-open-go = See how your request is going
menu-fitting = { $count } fit everything you asked for. These fit best.
menu-more = { $count ->
    [one] Show 1 more
   *[other] Show { $count } more
 }

menu-independent = No ties declared
menu-with = with { $broker }
menu-fact-distance = Distance
menu-fact-price = Price
menu-fact-runs = Who runs it
menu-fact-runs-how = How we know who runs it
menu-fact-checked = Checked
menu-distance-none = No travel needed
menu-distance = { $distance } from you, in a straight line
menu-distance-unknown = Not known

menu-budget-free = It takes nothing from your budget.
menu-budget-unknown = You have not told us your budget, so we cannot compare.
menu-budget-sliding = Ask what it would be for you.
menu-budget-hour-more = One hour is more than your budget of { $budget } a week.
menu-budget-hours = Your budget of { $budget } a week would pay for about { $hours ->
    [one] 1 hour a week.
   *[other] { $hours } hours a week.
 }
menu-budget-plan-less = That is less than one week of your budget of { $budget } a week.
menu-budget-plan = That is about as much as { $weeks ->
    [one] 1 week of your budget of { $budget } a week.
   *[other] { $weeks } weeks of your budget of { $budget } a week.
 }
menu-budget-month = That is about { $percent }% of your budget of { $budget } a week.

menu-why = Why this fits you
menu-why-nothing = You did not say what matters to you, so we did not put anyone first.
menu-total = Fits { $total } of 100: see how we add it up
menu-points = { $score } of 100, times { $weight }: { $points }
menu-added = Together that is { $points }. Divided by { $weights }, it fits { $total } of 100.
menu-access = Access you need
menu-access-met = Promised: { $what }
menu-access-unknown = Not said, so ask: { $what }
menu-flags = Before you choose
menu-tie = The organisation: { $tie }
menu-tie-broker = The broker: { $tie }
menu-choose = Choose { $name }
menu-meet = Meet first
menu-for = for { $name }
menu-avoid = I do not want { $name }

menu-wider = See more by changing one thing
menu-wider-lead = Each button changes one thing you asked for and looks again.
menu-wider-button = { $condition }: { $count } more
menu-wider-any = If any sort is all right
menu-wider-who = If they may know “{ $what }” instead
menu-wider-mode = If you are happy with “{ $what }”
menu-wider-further = If { $what } away is all right
menu-wider-language = If you are happy with { $what }
menu-wider-must = If you can do without a promise of “{ $what }”
menu-wider-pay = If you can pay { $what } an hour
menu-wider-avoid = If you would take { $what } after all

menu-weights = Change how much each thing matters
menu-weights-lead = Say how much each thing matters to you. We put everyone in order again.
menu-weights-do = Put them in order again

menu-otherwise = Or do something else
menu-rank = Put several in order, so that the next is asked if one says no
menu-change-request = Change what I asked for
menu-none = Choose nobody
menu-talk = Talk it over with someone first

menu-why-not = Why not the others?
menu-why-not-nobody = There is nobody else who offers this in your area or nearby.
menu-why-not-lead = { $count ->
    [one] One other offers this in your area or nearby.
   *[other] { $count } others offer this in your area or nearby. Here are those who came closest.
 }
menu-why-not-beyond = { $count ->
    [one] One that nothing you could change would bring in
   *[other] { $count } that nothing you could change would bring in
 }
menu-change = { $count ->
    [one] This would bring it in:
   *[other] All of these together would bring it in:
 }
menu-change-do = Change this and look again
menu-change-sort = ask for “{ $what }”.
menu-change-who = add “{ $what }” to what they should know well.
menu-change-mode = say that “{ $what }” is all right too.
menu-change-further = say that { $what } away is all right.
menu-change-language = say that { $what } is all right too.
menu-change-must = do without a promise of “{ $what }”.
menu-change-pay = say that you can pay { $what } an hour.
menu-change-any = say that any sort is all right.
menu-change-avoid = say that you would take this organisation after all.
menu-change-weight = “{ $what }” changed to “{ $weight }”.

menu-how = How this list is made
menu-how-points = Each thing that matters to you counts as much as you said. How true it is of each option gives its points.
menu-how-near = Options within 2 points of each other count as equal. Of those, the one with more room comes first. If there is a user-led, an independent or a peer option, one is always here.
menu-how-paid = Nobody can pay to be here or to come first. Ties are shown, and never hide anyone.
menu-how-same = Made { $time }, by version { $rules } of the rules. The same answers would give the same list.
