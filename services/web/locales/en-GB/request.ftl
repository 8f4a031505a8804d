# Requests and menus: what matters, how much, and what would change the answer.
request-factor-near = Close to me, or no travel at all
request-factor-expert = Knows well what this is about
request-factor-lived = Has been there themselves
request-factor-language = Speaks or signs my language
request-factor-access = Promises all the access I need
request-factor-wait = Can start soon
request-factor-independent = Has no tie that could pull against me
request-factor-user-led = Run by the people it is there for
request-factor-known = I know them already
request-factor-cost = Costs little

request-weight-none = Does not matter
request-weight-little = Matters a little
request-weight-some = Matters
request-weight-lot = Matters a lot
request-weight-most = Matters most of all

request-need-leaving = I leave hospital or a care home
request-need-meeting = A meeting, an assessment or a review
request-need-ending = The support I have now ends
request-need-other = Another date

request-few-nobody = Nobody we know of offers this where you live.
request-few-here = Only one or two offer this where you live, and they are all here.
request-few-limits = Others offer this where you live, but they are outside the limits you set. You can change those below.
request-few-full = Others offer this where you live, but they are not taking people on, have said no, or were not checked for months.

request-rule-area = Does not work where you live.
request-rule-advocacy = Gives another kind of advocacy.
request-rule-model = Gives another kind of peer support.
request-rule-who-for = Is there for something else than you asked for.
request-rule-mode = Does not work in a way you said is all right.
request-rule-far = Is further away than you said is all right.
request-rule-language = Does not work in a language you said.
request-rule-must-have = Does not promise access you must have.
request-rule-price = Costs more an hour than you said you can pay.
request-rule-avoided = You said you do not want this organisation.
request-rule-paused = Is not taking people on just now.
request-rule-said-no = Said no to this request, or did not answer in time.
request-rule-unchecked = Nobody has checked this for four months, so we cannot be sure of it.
request-rule-score = Would do, but the others fit what you said better.

request-flag-checked = Nobody has checked this entry lately.
request-flag-full = Says that nobody can start just now.
request-flag-openings = Has not said lately whether anybody can start now.
request-flag-distance = We cannot say how far away it is.
request-flag-statutory = Some people have this by right. There are rules on who, and the council or the NHS often has to ask for it.

request-miles = { $miles ->
    [one] about 1 mile
   *[other] about { $miles } miles
 }
request-miles-under-one = less than a mile
