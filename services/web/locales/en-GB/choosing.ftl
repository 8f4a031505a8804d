# Choosing from a menu.
choosing-title-one = Ask them to support you
choosing-title-ranked = Ask them one after the other
choosing-title-meet = Ask to meet them first
choosing-one = You chose { $name }, from { $ulo }.
choosing-several = We ask the first. If they say no, or do not answer in time, we ask the next by ourselves.
choosing-pick = { $name }, from { $ulo }
choosing-order-change = Change the order
choosing-meet-means = They will know that you want to meet before you decide. You can stop after you have met, with no reason.
choosing-share = What they will see
choosing-share-who = { $count ->
    [one] To answer, they need to know something about you. The people who run the organisation and its brokers can see what you choose here, and nobody else.
   *[other] To answer, they need to know something about you. The people who run each organisation and its brokers can see what you choose here, and nobody else.
 }
choosing-shared = What may they see?
choosing-shared-hint = They never see your equality answers, or a way to reach you that is not safe.
choosing-shared-needed = Choose at least one thing. Without it they cannot answer you.
choosing-until = Until when?
choosing-until-hint = After that it ends by itself.
choosing-until-1 = One month
choosing-until-3 = Three months
choosing-until-6 = Six months
choosing-until-needed = Choose until when they may see it.
choosing-support = If they take you on, may they keep seeing it while they support you?
choosing-support-hint = It ends after twelve months unless you agree again.
choosing-support-yes = They can begin at once.
choosing-support-no = They will ask you when it is time.
choosing-support-needed = Choose yes or no.
choosing-yes = Yes
choosing-no = No
choosing-message = Would you like to tell them something?
choosing-message-hint = In your own words, as short or long as you like. You can leave it empty.
choosing-back = You can take this back at any time under “My details”. You see there each time somebody looks.
choosing-send-one = I agree. Ask them
choosing-send-several = I agree. Ask them in this order
choosing-asked = We have asked. You do not need to do anything now.
choosing-rank = Put them in order
choosing-rank-lead = Write 1 beside the one you would like best, 2 beside the next, and so on. Leave out whoever you do not want.
choosing-rank-wrong = Use each number once, from 1 on.
choosing-rank-few = Give at least two of them a number. To choose only one, go back and use its own button.
choosing-none = Choose nobody
choosing-none-right = That is your right. You do not have to say why.
choosing-none-means = Your request ends. Nobody is asked, and nobody sees your name. You can ask again whenever you like.
choosing-none-else = You could also
choosing-none-do = End my request
choosing-none-done = Your request has ended. You can ask again whenever you like.
