# Easy Read.
refusal-broker-full = That is over the limit of this broker. Choose someone with room. Or close a case that has ended. Or ask the manager to change the limit.
refusal-introduction-expired = The time to answer is over. The next choice is being asked now. You do not need to do anything.
refusal-openings-held = Somebody has just chosen the same. Look how many people are before you. Then decide.
