# The places of an offering: how many people are before someone, never who.
queue-before = { $places ->
        [one] { $ahead ->
            [one] 1 person is before you for the 1 place there is.
           *[other] { $ahead } people are before you for the 1 place there is.
        }
       *[other] { $ahead ->
            [one] 1 person is before you for the { $places } places there are.
           *[other] { $ahead } people are before you for the { $places } places there are.
        }
    }
queue-waits = { $places ->
        [one] { $ahead ->
            [one] 1 person is before you for the 1 place there is. We ask for you when a place is free.
           *[other] { $ahead } people are before you for the 1 place there is. We ask for you when a place is free.
        }
       *[other] { $ahead ->
            [one] 1 person is before you for the { $places } places there are. We ask for you when a place is free.
           *[other] { $ahead } people are before you for the { $places } places there are. We ask for you when a place is free.
        }
    }
queue-cutoff = { $weeks ->
        [one] Places go in the order of coming. You would have been asked for the last one with 1 more week's wait.
       *[other] Places go in the order of coming. You would have been asked for the last one with { $weeks } more weeks' wait.
    }
queue-next = You are the next they are asked for.
queue-held = One of their places is held for you until they answer.
queue-means = You can still choose them. We ask for you as soon as a place is free, and nobody overtakes you. You can stop waiting at any time.
queue-rank = You can also put several in order. Then you wait for the first before the next is asked.
queue-round = More people want these places than there are. They are given out together, soon after { $close }. The rule is: { $rule }.
queue-round-late = The places are given out together. The last day to join was { $close }. You would wait until that is decided.
queue-round-means = You can still choose them. When you choose does not matter, as long as it is by that day. You can stop waiting at any time.
queue-round-how = How it is decided: { $rule }
