# Ties that are declared.
ties-title = Declared ties
ties-lead = A tie could pull against a person's interest. Saying so is right. It is shown to all, and never hides anyone.
ties-none = None declared.
ties-new = Add a tie
ties-kind = What kind of tie is it?
ties-kind-needed = Choose what kind of tie it is.
ties-detail = More about it
ties-detail-hint = Everyone can read this, so write no names of people. Needed for "something else".
ties-add = Add this tie
ties-added = The tie is shown from now on.
ties-remove = Remove
ties-removed = The tie is no longer shown.
ties-done = Done
