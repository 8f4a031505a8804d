# The team of an organisation.
team-title = Your team
team-lead = { $count ->
        [one] 1 person carries
       *[other] { $count } people carry
    } { $taken } of { $limit } points. There is room for { $room } more.
team-unassigned = { $count ->
        [one] 1 person waits and has named no broker.
       *[other] { $count } people wait and have named no broker.
    }
team-unassigned-see = See who waits
team-see-cases = See cases
team-cases = See every case
team-new = Add a broker
team-new-title = Add a broker
team-new-name-needed = Enter the name people will see.
team-new-limit-needed = Enter how many points they may carry.
team-new-languages-needed = Choose at least one language.
team-new-councils-needed = Choose at least one area.
team-new-send = Add them
team-added = They are in your team. You can say more about them here.
