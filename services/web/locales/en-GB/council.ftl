# The page of one council.
council-title = Support in { $council }
council-lead = Who offers support in { $council }, what it costs, and who runs it.
council-lead-near = Your postcode begins with { $near }, so your council is { $council }.
council-ask = Ask for support that fits you
council-nearest = See what is on offer, nearest first
council-nearest-to = See what is nearest to { $near }
council-who = Who is there
council-filter-kind = Kind of support
council-filter-all = Every kind
council-filter-led = Only those shown to be user-led
council-filter-show = Show
council-count = { $count ->
    [0] Nobody fits this.
    [one] One organisation.
   *[other] { $count } organisations.
 }
council-order = Those shown to be user-led come first, then by name.
council-none = We know of nobody here who fits what you chose. That does not mean nobody can help you.
council-none-all = See everybody in this area
council-none-near = See other councils in { $region }
council-stale = Not checked lately
council-offers-none = Has not said yet what it offers here.
council-framework = What is in place here
council-framework-lead = Each council should see that people can plan their support, be heard, and meet others who have been there.
council-band-none = We know of no possible user-led organisation here. The council needs a plan to help one begin.
council-band-some = { $count ->
    [one] One possible user-led organisation works here.
   *[other] { $count } possible user-led organisations work here.
 } { $shown ->
    [0] None has shown that it is user-led.
    [one] One has shown that it is user-led.
   *[other] { $shown } have shown that they are user-led.
 } { $refuted ->
    [0] {""}
    [one] One was since shown not to be.
   *[other] { $refuted } were since shown not to be.
 }
council-band-many = { $count } possible user-led organisations work here. { $shown ->
    [0] None has shown that it is user-led.
    [one] One has shown that it is user-led.
   *[other] { $shown } have shown that they are user-led.
 } { $refuted ->
    [0] {""}
    [one] One was since shown not to be.
   *[other] { $refuted } were since shown not to be.
 }
council-element-yes = { $kind }: there is some, { $count ->
    [one] with one offer.
   *[other] with { $count } offers.
 }
council-element-partly = { $kind }: there is some, but nobody is taking people on just now.
council-element-no = { $kind }: missing. Nobody we know of offers it here.
council-element-unknown = { $kind }: not known.
council-table = The three kinds of support, and three questions about each
council-table-kind = Support
council-table-exists = Does it exist?
council-table-accessible = Does it say which access it gives?
council-table-led = Is it tied to a user-led organisation?
council-status-yes = Yes
council-status-partly = In part
council-status-no = No
council-status-unknown = Not known
council-framework-date = Worked out { $time }.
council-framework-all = All figures for { $council }
