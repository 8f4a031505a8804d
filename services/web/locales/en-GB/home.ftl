# A person's home.
home-title = My support: { $name }
home-heading = My support
home-nothing = Nothing waits for you. You can ask for support whenever you like.
home-todo = What you can do next
home-todo-plan = Read your plan, and say whether you agree
home-todo-draft = Finish asking: { $kind }
home-todo-choose = Choose, or choose nobody: { $kind }
home-todo-unmet = Nobody could help yet. Look again: { $kind }
home-todo-review = Say how things are: { $stage }
home-now-choice = See how it is going
home-now-case = See your support
home-ask = Ask for support
home-ask-more = Ask for something else
home-set-up = Setting up
home-set-up-more = The more we know, the better we can show who fits. You can leave out anything.
home-set-up-done = What you told us
home-set-up-equality = Equality questions (if you like)
home-more = More
home-reviews = What has changed for me
home-earlier = Earlier
home-earlier-one = { $kind }, asked { $day }

home-request-draft = You are still writing this.
home-request-asked = You have asked. Now you can choose who fits, or nobody.
home-request-chosen = You have chosen. We are asking for you.
home-request-placed = Someone has taken you on.
home-request-unmet = Nobody could take you on so far. That is not about you. Your council sees that support is missing here, without your name.
home-request-withdrawn = You took this back.
home-request-closed = This is over.
home-request-menu = { $count ->
    [0] See the last list
    [one] See the one who fits
   *[other] See the { $count } who fit
 }
home-request-choices = Your choices
home-request-choice = Your choice of { $day }
home-request-asked-for = What you asked for
home-request-menus = Every list we made for you
home-request-menu-of = List of { $time }
home-request-take-back = Take it back
home-request-take-back-means = Your request ends and nobody is asked. You do not have to say why.
home-request-take-back-do = Take my request back
