# What waits for somebody outside an organisation.
waiting-title = What waits for you
waiting-lead = { $edits ->
        [0] no change waits for a check
        [one] 1 change waits for a check
       *[other] { $edits } changes wait for a check
    }, { $claims ->
        [0] no claim to an entry waits
        [one] 1 claim to an entry waits
       *[other] { $claims } claims to entries wait
    }, and { $stale ->
        [0] every entry was checked in the last 90 days
        [one] 1 entry was not checked in the last 90 days
       *[other] { $stale } entries were not checked in the last 90 days
    }.
waiting-what = What changes
waiting-since = Since
waiting-look = Look at it
waiting-edits = Changes that wait for a check
waiting-edits-none = None.
waiting-edits-lead = People rely on these: the name, the form, register numbers and areas. Look before they change.
waiting-edit-title = A change to the entry of { $ulo }
waiting-edit-lead = People rely on this, so the entry changes only once you have looked. Check with a register, a website or a call.
waiting-edit-own = People rely on this, so it waits until your council or we have looked. Until then the entry stays as it is.
waiting-edit-table = What the entry says, and what it is to say
waiting-edit-before = It says
waiting-edit-after = It is to say
waiting-edit-accept = It is right: change the entry
waiting-edit-accepted = The entry has changed.
waiting-edit-return-title = Is something wrong with it?
waiting-edit-reason = Say what
waiting-edit-reason-hint = Those who keep the entry read this.
waiting-edit-reason-needed = Say what is wrong with it.
waiting-edit-return = Send it back
waiting-edit-returned = You sent the change back. The entry stays as it is.
waiting-edit-withdraw = Take the change back
waiting-edit-withdrawn = You took the change back. The entry stays as it is.
waiting-edit-was-accepted = This change was accepted.
waiting-edit-was-returned = This change was sent back:
waiting-edit-was-withdrawn = This change was taken back.
waiting-claims = Claims to entries
waiting-claims-none = None.
waiting-claims-lead = Somebody says they work for the organisation. Ask there, at the number in the entry, before you decide.
waiting-claim-title = A claim to the entry of { $ulo }
waiting-claim-lead = Somebody asks to keep this entry. Ask the organisation whether they work there. They know the number of the claim.
waiting-claim-number = Number of the claim
waiting-claim-domain = Has an address at
waiting-claim-note = Their part in it, in their words
waiting-claim-filed = Claimed on
waiting-claim-phone = Phone number in the entry
waiting-claim-email = E-mail address in the entry
waiting-claim-accept = They work there: let them keep the entry
waiting-claim-accepted = They can keep the entry now.
waiting-claim-refuse-title = Do they not work there?
waiting-claim-reason = Why not?
waiting-claim-reason-hint = They read this.
waiting-claim-reason-needed = Say why not.
waiting-claim-refuse = Refuse the claim
waiting-claim-refused = The claim is refused.
waiting-claim-was-accepted = This claim was accepted.
waiting-claim-was-refused = This claim was refused:
waiting-claim-is-over = This claim no longer waits for anybody.
waiting-stale = Entries to check again
waiting-stale-none = Every entry was checked in the last 90 days.
waiting-stale-lead = Entries nobody has checked for 120 days leave the menus until somebody does.
waiting-stale-follows = What follows
waiting-left-menu = Left the menus on { $day }.
waiting-leaves-menu = Leaves the menus after { $day }.
