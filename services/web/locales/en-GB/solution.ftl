# Practical solutions organisations share, and what those say who adopted them.
solution-title = What worked for others
solution-lead = Organisations share what they tried, what it cost and what came of it.
solution-about = What is it about?
solution-about-any = Anything
solution-words = Words in it
solution-find = Find
solution-none = We found nothing. Try fewer words, or another topic.
solution-adopted = { $count ->
        [0] Nobody else has tried it yet.
        [one] 1 organisation tried it.
       *[other] { $count } organisations tried it.
    } { $worked ->
        [0] { "" }
       *[other] It worked for { $worked }.
    } { $part ->
        [0] { "" }
       *[other] In part for { $part }.
    } { $not ->
        [0] { "" }
       *[other] It did not work for { $not }.
    }
solution-problem = What was the problem?
solution-problem-needed = Say what the problem was.
solution-done = What was done?
solution-done-needed = Say what was done.
solution-happened = What happened?
solution-happened-needed = Say what happened.
solution-facts = In short
solution-topics = It is about
solution-topics-needed = Choose what it is about.
solution-cost = What it cost
solution-cost-hint = In pounds. Empty means not said.
solution-hours = Hours of work
solution-hours-hint = A whole number. Empty means not said.
solution-hours-said = { $count ->
        [one] 1 hour
       *[other] { $count } hours
    }
solution-place = Where it was done
solution-not-said = Not said
solution-ask = Whom to ask
solution-adopters = Who tried it
solution-adopters-table = Who tried it, and how it went
solution-adopter = Organisation
solution-since = Since
solution-how = How it went
solution-they-say = They say
solution-adopt = We try this too
solution-publish = Show it to everyone
solution-published = Everyone can see it now.
solution-change = Change it
solution-withdraw = Take it away
solution-withdrawn = It is no longer shown.
solution-kept = Kept.
solution-own-title = What worked for you
solution-own-lead = Write down what worked, so that others can try it.
solution-own-none = You have not written anything down yet.
solution-new = Write something down
solution-new-title = Share what worked
solution-edit-title = Change what you shared
solution-edit-lead = Use plain words. Do not name people.
solution-name = What should it be called?
solution-name-hint = A few words that say what you did.
solution-name-needed = Give it a name.
solution-keep = Keep it
solution-adopted-title = What you try from others
solution-adopted-none = You have not tried anything from others yet.
solution-see-all = See what worked for others
solution-adopt-title = We try this too
solution-adopt-lead = Whoever shared it, and everyone else, can see how it goes for you.
solution-adopt-before = Say how it goes, as often as you learn more.
solution-adopt-date = When did you begin?
solution-how-ask = How does it go?
solution-words-ask = Anything more?
solution-words-hint = Everyone can read this. Do not name people.
solution-adopt-send = Keep it
solution-adoption-kept = Kept. Thank you for telling others.
solution-state-draft = Draft: only you can see it
solution-state-published = Everyone can see it
solution-state-withdrawn = Taken away
solution-verdict-early = Too early to say
solution-verdict-worked = It worked well
solution-verdict-part = It worked in part
solution-verdict-not = It did not work for us
solution-topic-starting = Starting an organisation
solution-topic-funding = Money to live on
solution-topic-governance = Boards and members
solution-topic-training = Training
solution-topic-outreach = Reaching people
solution-topic-influence = Being heard
solution-topic-peer = Peer support
solution-topic-advocacy = Advocacy
solution-topic-brokerage = Support planning and budgets
solution-topic-access = Access and information
solution-topic-other = Something else
