# Why an option fits: a sentence for each finding of the matching rules.
fit-nearness-remote = You do not need to travel. It is by phone, by video or in writing.
fit-nearness-at-home = They can come to your home.
fit-nearness-km = It is { $distance } from you.
fit-nearness-unknown = We cannot say how far away it is.
fit-expertise-named = { $asked ->
    [one] It knows well what you asked for.
   *[other] It knows well { $named } of the { $asked } things you asked for.
 }
fit-expertise-everyone = It is there for everyone, and names nothing it knows best.
fit-expertise-other = It names other things it knows well, not what you asked for.
fit-expertise-not-asked = You did not say what they should know well, so we cannot compare.
fit-lived-experience-peers = It is given by people who have been there themselves.
fit-lived-experience-share = { $from } of the { $of } who work there have been there themselves.
fit-lived-experience-unknown = It has not said how many who work there have been there themselves.
fit-language-spoken = You can talk in { $language }.
fit-language-not-spoken = It is not given in a language you need.
fit-language-not-asked = You did not name a language, so we cannot compare.
fit-access-all = { $needed ->
    [one] It promises the access you need.
   *[other] It promises all { $needed } kinds of access you need.
 }
fit-access-some = It promises { $promised } of the { $needed } kinds of access you need. Ask about the others.
fit-access-unknown = It has not said which access it promises.
fit-access-not-asked = You named no access needs, so we cannot compare.
fit-short-wait-days = { $days ->
    [0] It can start without a wait.
    [one] The usual wait is 1 day.
   *[other] The usual wait is { $days } days.
 }
fit-short-wait-no-opening = It says that nobody can start just now.
fit-short-wait-unknown = It has not said how long people wait.
fit-independence-free = It has declared no tie that could pull against you.
fit-independence-ties = { $ties ->
    [one] It has declared 1 tie you should know about.
   *[other] It has declared { $ties } ties you should know about.
 }
fit-user-led-met = It is run by the people it is there for.
fit-user-led-not-met = It is not run by the people it is there for.
fit-user-led-not-evidenced = It has not shown whether it is run by the people it is there for.
fit-continuity-known = You know them from before.
fit-continuity-new = You have not met them before.
fit-cost-free = It is free.
fit-cost-per-hour = It costs { $price } an hour.
fit-cost-per-plan = It costs { $price } for a whole plan.
fit-cost-per-month = It costs { $price } a month.
fit-cost-sliding = It costs what you can pay, at most { $price }.
