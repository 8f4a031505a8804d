# People: who they are, their money, who helps them, who saw what.
person-rather-not = I would rather not say
person-age-under-18 = Under 18
person-age-18 = 18 to 24
person-age-25 = 25 to 44
person-age-45 = 45 to 64
person-age-65 = 65 to 74
person-age-75 = 75 to 84
person-age-85 = 85 to 94
person-age-95 = 95 or older

person-gender-woman = Woman
person-gender-man = Man
person-gender-non-binary = Non-binary
person-gender-another = Another way

person-ethnicity-white-british = White: English, Welsh, Scottish, Northern Irish or British
person-ethnicity-white-irish = White: Irish
person-ethnicity-white-traveller = White: Gypsy or Irish Traveller
person-ethnicity-white-roma = White: Roma
person-ethnicity-white-other = White: any other
person-ethnicity-mixed-caribbean = Mixed: White and Black Caribbean
person-ethnicity-mixed-african = Mixed: White and Black African
person-ethnicity-mixed-asian = Mixed: White and Asian
person-ethnicity-mixed-other = Mixed: any other
person-ethnicity-asian-indian = Asian or Asian British: Indian
person-ethnicity-asian-pakistani = Asian or Asian British: Pakistani
person-ethnicity-asian-bangladeshi = Asian or Asian British: Bangladeshi
person-ethnicity-asian-chinese = Asian or Asian British: Chinese
person-ethnicity-asian-other = Asian or Asian British: any other
person-ethnicity-black-african = Black, Black British, Caribbean or African: African
person-ethnicity-black-caribbean = Black, Black British, Caribbean or African: Caribbean
person-ethnicity-black-other = Black, Black British, Caribbean or African: any other
person-ethnicity-arab = Another group: Arab
person-ethnicity-any-other = Another group: any other

person-route-direct = Direct payment
person-route-council = The council keeps the money and arranges my support
person-route-isf = Individual service fund
person-route-mixed = More than one of these ways
person-route-health-notional = Personal health budget, kept by the NHS
person-route-health-direct = Personal health budget, paid to me
person-route-health-third = Personal health budget, held by another organisation
person-route-self = I pay for my support myself
person-route-waiting = I am waiting to hear about a budget
person-route-unsure = I am not sure

person-every-week = Each week
person-every-fortnight = Every two weeks
person-every-four-weeks = Every four weeks
person-every-month = Each month
person-every-quarter = Every three months
person-every-year = Each year
person-every-once = Once only
person-a-week = a week
person-a-fortnight = every two weeks
person-four-weeks = every four weeks
person-a-month = a month
person-a-quarter = every three months
person-a-year = a year
person-once = once

person-holder-self = I hold it myself
person-holder-nominee = Someone I named receives it for me
person-holder-authorised = Someone the council authorised holds it for me
person-holder-organisation = An organisation keeps the account for me
person-holder-council = The council
person-holder-health = The NHS

person-contact-email = Email
person-contact-phone = Phone call
person-contact-text = Text message
person-contact-relay = Call through text relay
person-contact-letter = Letter
person-contact-someone = Through someone I name
person-contact-video = Signed call through video relay

person-role-helper = Someone who helps me, such as a friend, relative or worker
person-role-nominated = Someone I named to manage my direct payment
person-role-authorised = Someone the council authorised to hold my direct payment
person-role-attorney = Someone with a lasting power of attorney I made
person-role-deputy = A deputy of the Court of Protection
person-role-advocate = An independent advocate

person-power-see = See my record: who I am, needs, budget, requests, support and reviews
person-power-keep = Change who I am, my needs and my budget
person-power-ask = Ask for support, choose it, and agree to share what that takes
person-power-reviews = Answer reviews with me or for me
person-power-broker = Talk to my broker and follow my support

person-supporter-active = Can act for you
person-supporter-revoked = Ended
person-supporter-expired = Ran out

person-shared-contact = Your name and the safe ways to reach you
person-shared-needs = The needs you marked to be shared
person-shared-budget = Your budget
person-shared-place = Your council and roughly where you live
person-shared-about = Your pronouns and age band

person-purpose-introduction = To think about supporting you, and answer
person-purpose-support = To support you
person-purpose-measurement = To ask you later what changed

person-consent-given = You agreed
person-consent-withdrawn = You took it back
person-consent-expired = Ran out

person-viewer-supporter = Someone who supports you
person-viewer-broker = A broker
person-viewer-manager = Someone who runs an organisation
person-viewer-officer = Someone who works for a council
person-viewer-operator = Someone who runs Alongside
person-viewer-service = Alongside itself, with no human looking

person-viewed-acting = To act for you
person-viewed-introduction = To think about supporting you
person-viewed-support = To support you
person-viewed-measurement = To ask what changed for you
person-viewed-matching = To find support that fits what you asked for
person-viewed-operation = To put right something that was wrong
