# Organisations: what they are, how they are run, how their entries are checked.
organisation-kind-cil = Centre for independent living
organisation-kind-dpo = Organisation of disabled people
organisation-kind-self-advocacy = Self-advocacy group
organisation-kind-peer = Peer support group
organisation-kind-carers = Carers’ organisation
organisation-kind-older = Older people’s forum
organisation-kind-impairment = Group around one impairment or condition
organisation-kind-mental-health = Group of people who use mental health services
organisation-kind-network = Network of organisations
organisation-kind-agency = Brokerage agency
organisation-kind-advocacy = Advocacy charity
organisation-kind-council = Council team
organisation-kind-charity = Charity
organisation-kind-business = Business or social enterprise
organisation-kind-other = Another sort of organisation

organisation-form-association = Group with its own rules
organisation-form-trust = Charitable trust
organisation-form-cio = Charitable incorporated organisation
organisation-form-guarantee = Company limited by guarantee
organisation-form-shares = Company limited by shares
organisation-form-cic = Community interest company
organisation-form-coop = Co-operative society
organisation-form-benefit = Community benefit society
organisation-form-sole = One person trading alone, or a partnership
organisation-form-public = Part of a council or another public body
organisation-form-hosted = Project held by another organisation

organisation-register-charity = Charity Commission number
organisation-register-companies = Companies House number
organisation-register-cqc = Care Quality Commission number
organisation-register-fca = Register of mutual societies number
organisation-register-other = Number in another register

organisation-evidence-elected = Members or users elect the board
organisation-evidence-meeting = A meeting of members that can decide
organisation-evidence-rules = Rules about who may be a member
organisation-evidence-minutes = Minutes anyone can read
organisation-evidence-report = A yearly report
organisation-evidence-survey = A survey of users, and what was done about it
organisation-evidence-other = Something else

organisation-group-board = Board
organisation-group-staff = Staff
organisation-group-volunteers = Volunteers

organisation-verdict-met = Met
organisation-verdict-not-met = Not met
organisation-verdict-not-evidenced = Not shown yet

organisation-led-met = User-led
organisation-led-not-met = Not user-led
organisation-led-not-evidenced = Not shown to be user-led

organisation-closed = This entry is closed. What you see here is how it was.
organisation-closed-others = Find others
organisation-edit = Change our entry
organisation-who-for = Who it is for
organisation-offers = What it offers
organisation-offers-none = It has not said yet what it offers.
organisation-offer-price = Price
organisation-offer-how = How
organisation-offer-languages = Languages
organisation-offer-room = Room
organisation-offer-openings = { $count ->
    [0] Nobody can start just now
    [one] One more person can start now
   *[other] { $count } more people can start now
 }
organisation-offer-openings-unknown = It has not said
organisation-offer-wait = Usual wait
organisation-offer-days = { $days ->
    [0] no wait
    [one] 1 day
   *[other] { $days } days
 }
organisation-offer-who = It knows well:
organisation-offer-access = Access it promises

organisation-led = Is it user-led, and how do we know?
organisation-led-no-record = We do not know yet. It has not told us how it is run.
organisation-led-why-met = Yes. More than half of its board are people it is there for, and it answers to its members or users.
organisation-led-why-not = No. People it is there for are not more than half of its board.
organisation-led-why-accountability = Not shown yet. The board is right, but nothing shows that it answers to its members or users.
organisation-led-why-board = Not shown yet. It answers to its members or users, but it has not said who is on its board.
organisation-led-why-neither = Not shown yet. It has not said who is on its board, or how it answers to its members or users.
organisation-led-means = We never take an organisation’s word that it is user-led. We work it out from these numbers.
organisation-tests = Three tests, and the numbers behind them
organisation-tests-name = Test
organisation-tests-numbers = People it is there for
organisation-tests-says = What it says
organisation-test-majority = More than half of the board
organisation-test-75 = At least 75 of every 100 on the board (Department of Health)
organisation-test-75-50-50 = At least 75 on the board, and 50 of staff and of volunteers (Office for Disability Issues)
organisation-share = { $group }: { $some } of { $all }, that is { $percent }%. Asked for: { $asked }% or more.
organisation-share-more = { $group }: { $some } of { $all }, that is { $percent }%. Asked for: more than { $asked }%.
organisation-share-unknown = { $group }: not told
organisation-share-nobody = { $group }: there are none
organisation-accountability = How it answers to its members or users
organisation-accountability-none = It has shown nothing yet.
organisation-statement = These numbers were true on { $day }.

organisation-checked-title = When this was checked
organisation-checked = Checked on { $day } by { $who }. { $method }
organisation-checked-phone = We spoke to them.
organisation-checked-visit = We went there.
organisation-checked-document = We read their documents or register entries.
organisation-checked-website = We read their website.
organisation-checked-by-us = someone at Alongside, who does not work for it
organisation-checked-by-site = Alongside
organisation-checked-never = Nobody outside it has checked this entry yet.
organisation-checked-stale = Entries should be checked every 90 days, so ask before you rely on it.
organisation-edited = The organisation last changed it on { $day }.

organisation-ties = Ties that could pull against you
organisation-ties-none = It has declared none.
organisation-ties-more = A tie is not wrong in itself. You should know it before you choose.
organisation-tie = { $kind } { $detail }
organisation-access = Access
organisation-access-none = It has not said which access it promises. Ask before you go.
organisation-access-more = What is not in the list is not promised. Ask about it.
organisation-contact = How to reach it
organisation-contact-phone = Phone
organisation-contact-email = Email
organisation-contact-website = Website
organisation-contact-address = Address
organisation-about = About the organisation
organisation-about-form = Set up as
organisation-about-areas = Works in
organisation-about-founded = Began
organisation-areas = { $count ->
    [one] one council’s area
   *[other] { $count } councils’ areas
 }
organisation-look-alikes = These entries look like the same organisation:
organisation-offer-times = When
organisation-claim = Do you work here? Keep this entry up to date.
organisation-evidence = See how far it has come, and what shows it
