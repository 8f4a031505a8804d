# Assessing the bids of a round.
assess-title = Assess bids
assess-lead = { $bids ->
    [one] 1 bid
   *[other] { $bids } bids
 } to assess. You have given { $given ->
    [one] 1 assessment
   *[other] { $given } assessments
 }.
assess-rules = Each bid is scored by two or three people, each alone. You see what others gave once you have given yours.
assess-none = There is nothing to assess.
assess-table = Bids to assess
assess-mine = Your assessment
assess-state-none = Not taken on
assess-state-open = Being made
assess-state-given = Given
assess-state-aside = You stood aside
assess-declare-title = Does anything tie you to this bidder?
assess-declare-lead = Say so before you read the bid. Whoever is tied to a bidder does not score it.
assess-declare-needed = Choose what ties you to the bidder, or that nothing does.
assess-conflicts = Choose all that are true
assess-conflict-own = I work for it, sit on its board or am a member
assess-conflict-funder = I give it money, or work for someone who does
assess-conflict-buddy = My organisation is its buddy, or the other way round
assess-conflict-family = Someone in my family, or close to me, is part of it
assess-conflict-none = Nothing ties me to it
assess-continue = Continue
assess-aside-title = Stand aside
assess-aside-lead = What you gave then counts for nothing. A decision that rests on it has to be made again.
assess-aside-needed = Choose what ties you to the bidder.
assess-aside-done = You stood aside. Thank you for saying so.
assess-aside-said = You stood aside from this bid.
assess-one-title = Assess a bid
assess-scores = Your scores
assess-scores-lead = You can save and come back. Once given, an assessment cannot be changed.
assess-points-of = { $criterion }: how well is it shown?
assess-points-0 = 0, not at all
assess-points-1 = 1, hardly
assess-points-2 = 2, in part
assess-points-3 = 3, well enough
assess-points-4 = 4, well
assess-points-5 = 5, in full
assess-points-needed = Choose from 0 to 5.
assess-points-why = { $points }. { $why }
assess-percent = { $percent }%
assess-why = { $criterion }: why?
assess-overall = What do you think overall?
assess-save = Save and go on later
assess-give = Give this assessment
assess-saved = Saved. It does not count until you give it.
assess-given = Your assessment is given.
assess-given-title = What assessors gave
assess-given-table = Assessments given
assess-who = Assessor
assess-who-me = You
assess-who-other = Assessor { $number }
assess-score = Score
assess-comment = Overall
