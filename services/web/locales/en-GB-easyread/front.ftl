# Easy Read.
front-door-support-more = Find someone to help you plan. Find someone to speak up with you. Find people who have been there.
front-door-work-more = See who is waiting to hear from you. Look after the people you work with.
front-words-led-more = Some people run the organisation. More than half of them are people it is there for. It also answers to its members or users. We show the numbers.
front-ask-lead = You can ask for help to plan your support. You can ask for someone to speak up with you. You can ask to meet people who have been there.
front-ask-helped-more = You can do this together. You can also let someone you trust act for you. You can end that in one step.
front-join-lead = People who want support find you here. They see what you offer. They see how you are run.
front-join-need-board = How many people are on your board? How many of them are people you are there for?
