# What an organisation offers, kept by its manager.
supply-title = What we offer
supply-openings-unknown = You have not said how many could start
supply-openings = { $count ->
        [0] Nobody could start now
       *[other] { $count } could start now
    } (said: { $ago })
supply-openings-title = Who could start now
supply-openings-say = Say how many could start now
supply-openings-ask = How many more people could start now?
supply-openings-hint = Say it again every few weeks, even when it is the same. Empty means not said.
supply-wait = Usual wait
supply-wait-ask = How many days do people usually wait for the first meeting?
supply-wait-hint = From being taken on. Empty means not said.
supply-days = { $days ->
        [one] 1 day
       *[other] { $days } days
    }
supply-name = What people see
supply-name-hint = A short name for this support.
supply-name-needed = Enter what people will see.
supply-description = What happens
supply-description-hint = Say in plain words what happens when someone takes it up.
supply-about-title = About this support
supply-advocacy = Which advocacy is it?
supply-advocacy-needed = Choose which advocacy it is.
supply-model = Which way of peer support is it?
supply-model-needed = Choose which way of peer support it is.
supply-who-for = Who it knows well
supply-who-for-hint = Choose none when it is for everyone.
supply-where-title = Where and how it is given
supply-modes = How it is given
supply-modes-needed = Choose at least one way of giving it.
supply-areas = Areas
supply-postcode = Postcode of the place it is based at
supply-postcode-hint = Only the area around it is kept. Empty leaves it as it is.
supply-postcode-wrong = We do not know this postcode in England. Check it, or leave it empty.
supply-travel = How far your people travel from there, in kilometres
supply-travel-said = Up to { $km } km
supply-travel-hint = Empty means anywhere in the areas you chose.
supply-no-place = Not based anywhere?
supply-no-place-yes = It is not based at one place
supply-languages = Languages
supply-languages-ask = Which languages is it given in?
supply-access = Access it promises
supply-access-title = Languages and access
supply-price = Price
supply-price-title = What it costs
supply-price-for = What is the price for?
supply-price-needed = Choose what the price is for.
supply-price-amount = How much is it?
supply-price-amount-needed = Enter the price in pounds.
supply-price-hint = When people pay what they can, the most anyone pays. Leave it empty when it is free.
supply-basis-free = Nothing: it is free
supply-basis-hour = Each hour
supply-basis-plan = Each plan
supply-basis-month = Each month
supply-basis-sliding = People pay what they can
supply-pause = Pause: take nobody on for now
supply-paused = Paused. Nobody can choose it until you open it again.
supply-resume = Open it again
supply-resumed = Open. People can choose it again.
supply-close = End this support
supply-close-title = End { $offering }?
supply-close-lead = This is for good. Cases that are open go on.
supply-close-send = End it for good
supply-closed = It is no longer offered.
supply-new-kind = What kind of support do you want to add?
supply-new-title = Add something you offer
supply-new-more = You can say more afterwards: the access it promises, how many could start, and any ties.
supply-new-send = Add it
supply-added = People can choose it from now on. Say next how many could start.
supply-continue = Continue
supply-saved = Saved.
