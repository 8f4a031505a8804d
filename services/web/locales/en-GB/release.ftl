# Statistics of ended quarters.
release-list-title = Statistics, quarter by quarter
release-list-lead = What came of requests, how long people waited, and whether they gained control. Each quarter comes out once and then stays as it is.
release-list-none = No quarter has come out yet. One does when it has been over for 14 days.
release-title = Statistics: { $quarter }
release-made = Released { $time }.
release-fixed = It does not change any more.
release-revised = This is revision { $number }. All figures were made again together.
release-revision = Revision { $number }
release-why = Why it was revised:
release-england = England
release-region = { $region } (region)
release-place = Place
release-places = Regions and councils
release-places-lead = The tables show the regions. The files have every council too.
release-map = See unmet requests on a map of the councils
release-requests = What came of requests
release-requests-table = Requests asked in the quarter, by kind of support
release-asked = Asked
release-met = Taken on
release-unmet = Nobody local could help
release-ended = Taken back or over
release-open = Still choosing or waiting
release-unmet-none = Nobody who asked in this quarter went without help.
release-unmet-few = A few who asked in this quarter found nobody local who could help. The number is hidden to protect people.
release-unmet-lead = { $count } requests of this quarter found nobody local who could help.
release-unmet-at-least = At least { $count } requests of this quarter found nobody local who could help. Some numbers are hidden to protect people.
release-unmet-table = Requests nobody local could help with
release-wait-lead = Half of the people taken on in this quarter had waited { $days ->
        [one] 1 day
       *[other] { $days } days
    } or less since they asked.
release-wait-unknown = Too few people were taken on in this quarter to say how long they waited.
release-wait-table = From asking to being taken on
release-waits-table = How long each step took that ended in the quarter
release-control-lead = { $percent } of every 100 people who answered again in this quarter have more control than at the start.
release-control-nobody = Nobody answered again in this quarter.
release-control-few = This cannot be said safely of this quarter: too few people answered again, or too few gave one of the answers.
release-control-table = Control over daily life, then and at the start
release-share = More control
release-method-quarter = Each quarter counts what happened in it, and each request, step and answer in one quarter only.
release-method-requests = Requests count in the quarter they were asked in, with what came of them by the day of the release.
release-method-waits = Steps count in the quarter they ended in. The middle wait is one that half did not go beyond; nine of ten is said from 30 people on.
release-method-control = A person's last answer of the quarter is set beside the first they gave.
release-method-cost = What support takes is worked out from cases with time recorded whose person answered again in the quarter. Cost is that time by the hourly cost the organisation states.
release-method-intervals = The range holds the true value 95 times in 100: of a mean by the normal distribution, of what each gain took by Fieller's method. It has no upper end where too few gained control. Nothing is told of fewer than 30 cases, nor of a council or an organisation.
release-method-small-numbers = Numbers from 1 to 7 are hidden, others rounded to the nearest 5. More are hidden where one could be worked out from the sums.
release-method-revision = A release never changes. If records turn out wrong, all of it is made again, and both stay readable.
release-revise = Revise this release
release-revise-title = Revise the statistics: { $quarter }
release-revise-how = All figures are made again from what is known now. What was hidden stays hidden, and the earlier release stays readable.
release-revise-reason = Why is it revised?
release-revise-send = Make all figures again
release-was-revised = The release is revised. The earlier one stays readable.
release-need = What people need
release-needs = By what people need to take part
release-needs-lead = People share these needs when they ask. One person can have several, so the numbers add up to nothing.
release-needs-table = Requests by what the asker needs
release-cost = What support takes and costs
release-cost-hours-table = Hours of work for each case, and for each gain: a person with more control
release-cost-money-table = Cost of the work for each case, and for each gain: a person with more control
release-cost-what = Kind of support
release-cost-middle = Most likely
release-cost-least = At least
release-cost-most = At most
release-cost-cases = Cases
release-cost-no-telling = No telling
release-cost-per-case = { $kind }: each case
release-cost-per-better = { $kind }: each gain
release-cost-lead = { $kind } takes about { $hours ->
        [one] 1 hour
       *[other] { $hours } hours
    } for each person who gains control.
release-cost-few = Too few cases have time recorded, or too few people answered again, to say what support takes.
release-cost-places-table = Hours of work for each person who gained control
