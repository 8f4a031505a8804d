# Times in words.
when-left-none = The time to answer is over
when-left-minutes = Less than an hour left, until { $at }
when-left-hours = { $count ->
        [one] 1 hour left
       *[other] { $count } hours left
    }, until { $at }
when-left-days = { $count ->
        [one] 1 day left
       *[other] { $count } days left
    }, until { $at }
when-due-late = Overdue by { $count ->
        [one] 1 day
       *[other] { $count } days
    }
when-due-today = Due today
when-due-tomorrow = Due tomorrow
when-due-days = Due in { $count } days
when-never = Never
when-today = Today
when-yesterday = Yesterday
when-days-ago = { $count } days ago
