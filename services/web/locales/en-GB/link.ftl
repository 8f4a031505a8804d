# How strong the ties are between a council and user-led organisations.
link-title = Ties between { $council } and user-led organisations
link-see = See how strong the ties to user-led organisations are
link-lead = { $above } of { $of } ties are stronger than in half of like councils.
link-lead-unknown = Too little is known to compare these ties with like councils.
link-table = Ties, here and elsewhere
link-strand = Tie
link-here = Here
link-money = Money this year for every 1,000 people
link-term = How long the money is promised for
link-seats = Seats where the council decides
link-spoken = Decisions in which an organisation spoke
link-changed = Decisions changed by what people asked
link-months = { $count ->
        [one] 1 month
       *[other] { $count } months
    }
link-introductions = Introductions in the last year
link-introductions-lead = This many were taken on by organisations that are or may be user-led. Only your council sees this.
link-method-money = Money is what organisations record of the council’s grants and contracts. It counts by the days in this year.
link-method-term = Only money that runs today counts for how long. Each pound counts alike.
link-method-seats = Seats are those organisations record and hold today.
link-method-decisions = Decisions are those of the last three years that the council wrote down.
link-method-beside = Beside it stands the middle of other councils. At least five must be known.
link-method-apart = Ties are not added up. Nobody knows what a voice is worth in pounds.
link-method-people = Introductions are counts of people. So only the council’s own officers see them, rounded.
