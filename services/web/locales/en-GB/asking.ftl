# Asking for support.
asking-continue = Continue
asking-later = Finish later
asking-why = Why we ask
asking-any = Any
asking-not-said = You did not say

asking-kind = What kind of support do you want?
asking-kind-hint = You can ask for another kind afterwards.
asking-kind-brokerage-more = Someone helps you work out what you want, what it costs, and how to set it up. Some call this a broker.
asking-kind-advocacy-more = Someone on your side who helps you be heard. Some call this an advocate.
asking-kind-peer-more = People in a similar position, one to one or in a group.
asking-kind-unsure = I am not sure. I would like to talk to someone first.
asking-kind-needed = Choose one kind of support, or say that you are not sure.

asking-sort = Which sort fits best?
asking-sort-advocacy-hint = If you are not sure, we look among all of them.
asking-sort-peer-hint = If you are not sure, we look among all of them.

asking-about = What should they know well?
asking-about-hint = Choose as many as you like, or none. This is about what they know, not about you.
asking-about-why = Some people and organisations know one thing very well. If you choose nothing, we show everyone.

asking-matters = What matters to you?
asking-matters-hint = Choose as many as you like. On the next page you say how much.
asking-matters-why = We put those first who fit what matters to you. Nothing else decides the order, and nobody can pay to come first.

asking-how-much = How much does each matter?
asking-how-much-hint = What matters most counts four times as much as what matters a little.

asking-ways = What would work for you?
asking-ways-hint = These are limits. We leave out whoever does not keep to them, and show you who that is.
asking-ways-modes = How would you like to meet?
asking-ways-modes-hint = Choose every way that is all right for you. Choose none if any way is.
asking-ways-far = How far away may it be, in miles?
asking-ways-far-hint = Leave it empty if it does not matter. It does not count for visits at home, phone or video.
asking-distance-wrong = Enter a number of miles from 1 to 186, or leave it empty.
asking-ways-price = What is the most you can pay for an hour?
asking-ways-price-hint = Leave it empty if you do not know, or if it does not matter.
asking-ways-languages = It must be in a certain language
asking-ways-languages-which = Which languages work for you?
asking-ways-languages-hint = One of those you choose is enough. Choose none if any language works.

asking-must = What access must they promise?
asking-must-hint = Your own needs come first in the list. Choose only what you cannot do without.
asking-must-more = Some organisations have not said which access they give. We show them too, and say so.

asking-when = Is there a date it is needed by?
asking-when-hint = Most people have none. Leave this empty if you have none.
asking-when-date = By which day?
asking-when-date-hint = For example 31 3 2027
asking-when-reason = What happens then?
asking-when-reason-needed = Choose what happens on that day.
asking-when-why = Sometimes more people want a place than there are. Then those who need it soonest can come first. It counts for nothing else.
asking-when-none = No date

asking-words = Is there anything you would like to say in your own words?
asking-words-hint = What do you hope for? What has gone wrong before? Nobody sees this until you choose who may. You can leave it empty.

asking-check = Check what you ask for
asking-check-draft = You can change anything. Nothing has been sent yet.
asking-check-asked = You have asked already. If you change something, look again at who fits.
asking-check-stale = This changed meanwhile. Check it again, then send.
asking-check-next = What happens next
asking-check-next-more = We show you who fits, with the reasons. You choose someone, or nobody.
asking-check-private = Nobody sees your name yet. We keep what you share about your needs, your place and your budget beside this request.
asking-check-send = Show me who fits
asking-check-before = You asked for the same before, and that is not over yet. Go on with that one, or take it back first.
asking-check-before-why = Nobody waits twice for the same. That keeps it fair for everyone.
asking-check-before-go = Go to what I asked before
asking-check-place = First tell us which council looks after you. Without it we cannot say who is near.
asking-check-place-go = Say where I live
asking-sent-wait = You have asked. Our list of who is there is not ready this minute. Come back soon and look.
asking-taken-back = You took your request back. Nobody will be asked.

asking-row-kind = Kind of support
asking-row-sort = Sort
asking-row-about = They should know well
asking-row-matters = What matters
asking-row-ways = Ways to meet
asking-row-far = Furthest away
asking-row-price = Most for an hour
asking-row-languages = Languages
asking-row-must = Access they must promise
asking-row-when = Needed by
asking-row-avoid = Not these organisations or people
asking-row-skills = What they must be good at
asking-row-words = In your own words
asking-wish = { $factor }: { $weight }
