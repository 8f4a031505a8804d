# Reviews: when they ask, who answered, how.
review-stage-start = When support starts
review-stage-three = After three months
review-stage-twelve = After twelve months
review-state-due = To answer
review-state-answered = Answered
review-state-declined = You chose not to answer
review-state-lapsed = Its time ran out

review-by-self = I answered alone
review-by-help = I answered, with someone’s help
review-by-proxy = Someone else answered for me

review-helper-family = Family or a friend
review-helper-peer = A peer supporter
review-helper-carer = A personal assistant or paid carer
review-helper-advocate = An independent advocate
review-helper-broker = My broker
review-helper-council = A council worker
review-helper-other = Someone else

review-mode-online = On this site
review-mode-phone = By phone
review-mode-person = Face to face
review-mode-post = By post
review-mode-video = By video call

review-change-better = You have more control over your daily life than at the start.
review-change-same = You have as much control over your daily life as at the start.
review-change-worse = You have less control over your daily life than at the start.
review-change-unknown = There is no answer from the start to compare with.

review-title = How things are: { $stage }
review-begin = { $count ->
    [one] One question about your life and your support. It takes about a minute.
   *[other] { $count } questions about your life and your support. They take about five minutes.
 }
review-begin-skip = You can leave out all but the question on control over your daily life.
review-begin-private = Your council sees only numbers of many people together. What you write in your own words stays with you.
review-begin-support = Your answers change nothing about your support or your budget.
review-start = Start
review-decline = I would rather not
review-declined = That is fine. We will not ask this one again.
review-helped = Ask someone to go through it with you
review-early = You can answer this from four weeks before { $day }.
review-words-own = In your own words
review-who = Who is answering?
review-who-ask = How are these questions answered?
review-who-why = Answers given alone, with help or by someone else are counted apart, so that nobody’s voice is lost.
review-who-needed = Choose how the questions are answered.
review-helper-ask = Who helps, or answers for you?
review-helper-hint = Leave this out if you answer alone.
review-helper-needed = Choose who helps, or who answers for you.
review-answer-needed = Choose the answer that comes closest.
review-number = Question { $number } of { $of }
review-check = Check your answers
review-row-who = Who answers
review-words = Is there anything you would like to say in your own words?
review-words-hint = Only you and those who act for you see this. You can leave it empty.
review-check-next = When you have sent it, you see what has changed for you.
review-send = Send my answers
review-sent = Thank you. Here is what has changed for you.

review-over-time = What has changed for me
review-nothing-yet = There is nothing to compare yet. We ask when support starts, after three months and after twelve.
review-only-start = This is how things were when support started. We ask again later.
review-with = Since support from { $ulo } began
review-table = What you said
review-table-when = When
review-table-control = Control over daily life
review-table-choice = Choice
review-table-who = Who answered
review-chart = Control over daily life
review-level = level { $level } of { $of }
review-see = All answers: { $stage }
