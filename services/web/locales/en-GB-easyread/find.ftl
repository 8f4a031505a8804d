# Easy Read.
find-councils-lead = Choose a council. You see who offers support there. You see what is missing. You see what changes for people.
