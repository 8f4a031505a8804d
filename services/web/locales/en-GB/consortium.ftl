# Several organisations acting together.
consortium-ended = This consortium has ended.
consortium-members = Who is in it
consortium-members-table = The organisations of this consortium
consortium-organisation = Organisation
consortium-part = Part in it
consortium-brings = Brings
consortium-board-title = Its board
consortium-board = { $some } of { $all } are from the people it is for
consortium-board-unknown = Not told yet
consortium-member-leads = Leads
consortium-member-joined = Has joined
consortium-member-invited = Is invited
consortium-member-left = Has left
consortium-member-gone = An organisation that is no longer listed
consortium-together = Are they user-led together?
consortium-together-means = All their boards are counted together. One of them must answer to its members.
consortium-tests = The tests over all of them
consortium-covers = What they cover together
consortium-criteria = Which criteria do they meet together?
consortium-criteria-means = One of them that meets a criterion is enough. "Not evidenced" means nobody outside has looked, or the check is too old. It is no "no".
consortium-criteria-all = They meet all { $all } criteria together.
consortium-criteria-some = They meet { $met } of { $all } criteria together. { $open ->
        [0] { "" }
        [one] For 1 it is not evidenced.
       *[other] For { $open } it is not evidenced.
    } { $not ->
        [0] { "" }
        [one] 1 is met by none of them.
       *[other] { $not } are met by none of them.
    }
consortium-criteria-missing = What is missing
consortium-criteria-missing-one = { $criterion } { $verdict }.
consortium-criteria-together = Together
consortium-criteria-who = Who meets it
consortium-criteria-met-by = Met by { $names }
consortium-criteria-not-met-by = Found not to be met by { $names }
consortium-criteria-open-for = Not evidenced for { $names }
consortium-why-alone = That is worked out once two organisations have joined.
consortium-why-met = Yes. Most of all their board members are from the people they are for. They answer to members.
consortium-why-not = No. Half or fewer of all their board members are from the people they are for.
consortium-why-record = We do not know yet. { $count ->
        [one] One of them has not told us who runs it.
       *[other] { $count } of them have not told us who runs them.
    }
consortium-why-accountability = We do not know yet. None of them has shown that it answers to its members.
consortium-why-board = We do not know yet. Not all of them have told us who is on their board.
consortium-you-invited = Your organisation is invited to join.
consortium-join = Join this consortium
consortium-say-again = Change what we bring
consortium-decline = Turn the invitation down
consortium-leave = Leave this consortium
consortium-left = Your organisation is not in it any more.
consortium-invite = Invite an organisation
consortium-end = End this consortium for good
consortium-was-ended = The consortium has ended.
consortium-own-title = Consortia
consortium-all-title = Organisations that act together
consortium-all-none = None acts together with others just now.
consortium-see-all = See the organisations that act together
consortium-own-lead = Organisations can meet together what one cannot meet alone. Each joins for itself and stays what it is.
consortium-own-none = Your organisation is in none yet.
consortium-propose = Propose a consortium
consortium-propose-title = Propose a consortium
consortium-propose-lead = Your organisation leads it. You invite the others next.
consortium-name = Name of the consortium
consortium-name-needed = Enter a name.
consortium-purpose = What is it for?
consortium-purpose-hint = In plain words. Everyone can read this.
consortium-purpose-needed = Say what it is for.
consortium-brings-services = Which support do you bring?
consortium-brings-hint = Choose what you bring. Choose something in at least one of these lists.
consortium-brings-councils = Where?
consortium-brings-who = For whom?
consortium-propose-send = Propose it
consortium-proposed = The consortium is there. Invite others now.
consortium-join-title = Join { $consortium }
consortium-join-lead = Say what your organisation brings. You can leave at any time.
consortium-join-send = Join
consortium-joined = Your organisation has joined.
consortium-invite-title = Invite into { $consortium }
consortium-invite-lead = These work where you do. Each decides for itself whether it joins.
consortium-invite-none = No other organisation works where you do.
consortium-invite-who = Whom do you want to invite?
consortium-invite-needed = Choose an organisation.
consortium-invite-send = Invite
consortium-invited = They are invited.
consortium-of-ulo = Acts together with others in
consortium-keep = Acting together with others: consortia
