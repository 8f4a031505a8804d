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
