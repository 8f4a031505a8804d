# The map of England, a tile for each council.
map-title = Map of England: { $what }
map-heading = Map of England
map-choose = What the map shows
map-how = Each tile is a council, near its neighbours. Choose one to see more.
map-same = The same in a table
map-table = { $what }, by council
map-region = Region
map-depth = Colour on the map
map-unknown = Not known
map-few = Too few to say
map-band = Organisations that may be user-led
map-organisations = { $count ->
        [0] None
       *[other] { $count }
    }
map-band-none = None
map-band-few = 1 to 5
map-band-many = 6 or more
map-lead-band = { $least } of { $of } councils have no organisation that may be user-led. { $most } have 6 or more.
map-lead-element = It is in place in { $most } of { $of } councils. Nobody offers it in { $least }.
map-lead-wait = The middle wait is 14 days or less in { $least } councils. It is more than 56 days in { $most }. Too few people to say: { $unknown }.
map-lead-control = In { $most } councils, 60 or more of 100 people gained control. Too few people to say: { $unknown }.
map-element-missing = Nobody offers it
map-element-partly = In part
map-element-there = In place
map-short-yes = yes
map-short-partly = part
map-short-no = no
map-short-unknown = ?
map-short-days = { $days } d
map-short-percent = { $percent }%
map-wait-1 = Up to 14 days
map-wait-2 = 15 to 28 days
map-wait-3 = 29 to 56 days
map-wait-4 = More than 56 days
map-control = People who gained control
map-control-1 = Under 40 of 100
map-control-2 = 40 to 49 of 100
map-control-3 = 50 to 59 of 100
map-control-4 = 60 or more of 100
map-unmet-1 = None
map-unmet-2 = Up to 20
map-unmet-3 = 21 to 50
map-unmet-4 = More than 50
map-unmet-at-least = At least { $count }
map-lead-unmet = In { $least } councils nobody who asked in the last quarter released went without help. More than 50 did in { $most }. Too few to say, or hidden: { $unknown }.
