# What a person needs to take part.
needs-title = What do you need to take part?
needs-lead = Choose what applies, and leave out the rest. We never ask for a diagnosis.
needs-hint = Choose as many as you need. Choose none if none applies.
needs-add = Add
needs-private = { $item } (only you see this)
needs-share = May the people you choose see these?
needs-share-hint = They see them only after you agree to share your needs with them.
needs-share-yes = Yes, so that they can get it right
needs-share-no = No, keep them to myself
