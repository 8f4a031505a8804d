# Easy Read.
queue-before = { $places ->
        [one] There is 1 place. People before you: { $ahead }.
       *[other] There are { $places } places. People before you: { $ahead }.
    }
queue-waits = { $places ->
        [one] There is 1 place. People before you: { $ahead }. We ask for you when it is free.
       *[other] There are { $places } places. People before you: { $ahead }. We ask for you when one is free.
    }
queue-cutoff = { $weeks ->
        [one] Whoever comes first is first. The last place went to someone who came up to 1 week earlier.
       *[other] Whoever comes first is first. The last place went to someone who came up to { $weeks } weeks earlier.
    }
queue-means = You can still choose them. You wait until a place is free. Then we ask for you. You can stop at any time.
queue-round-means = You can still choose them. You only need to choose by that day. You can stop waiting at any time.
