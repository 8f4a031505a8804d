# Offerings: kinds of support, ways, prices, ties, and who support is for.
offering-kind-brokerage = Help to plan and arrange support
offering-kind-advocacy = Someone to speak up with you
offering-kind-peer = Support from people who have been there
offering-kind-advice = Information and advice
offering-kind-payments = Help to run a direct payment
offering-kind-assistants = Help to find and employ personal assistants
offering-kind-assessment = Help to say what you need in an assessment
offering-kind-training = Disability equality training
offering-kind-audit = Checks of services by the people who use them
offering-kind-whole = { $kind }: { $more }

offering-advocacy-care-act = Care Act advocate, in assessments, plans, reviews and safeguarding
offering-advocacy-capacity = Mental capacity advocate, for big decisions when there is no one else to ask
offering-advocacy-representative = Paid representative for someone deprived of their liberty
offering-advocacy-mental-health = Mental health advocate, for people under the Mental Health Act
offering-advocacy-complaints = Help with a complaint about NHS care
offering-advocacy-community = General advocacy, on anything
offering-advocacy-peer = By someone with similar experience
offering-advocacy-self = Support to speak for yourself
offering-advocacy-group = People speaking up together
offering-advocacy-citizen = A long-term unpaid partner
offering-advocacy-non-instructed = For a person who cannot say what they want

offering-model-one = One mentor for one person
offering-model-matched = Someone in the same position as you
offering-model-group = A group that meets
offering-model-drop-in = Come when you like
offering-model-phone = By phone or online
offering-model-training = Training given by peers
offering-model-review = A review of your support, led by a peer
offering-model-forum = A forum of people who employ personal assistants

offering-mode-home = At your home
offering-mode-place = At their place
offering-mode-community = Somewhere in the community
offering-mode-phone = By phone
offering-mode-video = By video
offering-mode-text = In writing: text message, chat or email

offering-who-everyone = Everyone who has or may want support
offering-who-physical = Physical impairments
offering-who-sight = Sight
offering-who-hearing = Hearing
offering-who-deafblind = Being deafblind
offering-who-learning = Learning disability
offering-who-autism = Autism
offering-who-mental-health = Mental distress
offering-who-memory = Memory
offering-who-condition = Long-term health conditions
offering-who-older = Later life
offering-who-young = Growing up and becoming an adult
offering-who-carers = Caring for someone unpaid

offering-tie-care = Also sells care or support that you might buy.
offering-tie-funded = Gets money from the council that sets the budget.
offering-tie-employed = Works for the council that sets the budget.
offering-tie-referrer = Belongs to the organisation that sent you here.
offering-tie-family = Is family or a close friend of someone who gains.
offering-tie-other = Has another tie.

offering-state-open = Taking people on
offering-state-paused = Not taking people on just now
offering-state-closed = Ended

offering-price-free = Free
offering-price-hour = { $price } an hour
offering-price-plan = { $price } for a whole plan
offering-price-month = { $price } a month
offering-price-unsaid = Price not stated
offering-price-sliding = By what you can pay, at most { $price }
offering-day-monday = Monday
offering-day-tuesday = Tuesday
offering-day-wednesday = Wednesday
offering-day-thursday = Thursday
offering-day-friday = Friday
offering-day-saturday = Saturday
offering-day-sunday = Sunday
offering-week-first = First of the month
offering-week-second = Second of the month
offering-week-third = Third of the month
offering-week-fourth = Fourth of the month
offering-week-last = Last of the month
offering-day-of-month = { $day } ({ $week })
offering-hours = { $day }, { $from } to { $to }
