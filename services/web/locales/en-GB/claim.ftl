# Claiming the entry of an organisation.
claim-title = Keep the entry of { $ulo }
claim-lead = Do you work for this organisation? Then you can keep its entry: what it does, where, and how to reach it.
claim-how = You signed in with an address at { $domain }. If that is the organisation's own domain, you can begin at once.
claim-else = If not, a manager of the organisation or its council decides. Free e-mail addresses show nothing by themselves.
claim-note = What is your part in the organisation?
claim-note-hint = You can leave this out. Those who decide read it. Please give no names.
claim-send = Claim this entry
claim-pending = Your claim waits for somebody to decide.
claim-pending-who = A manager of the organisation, its council or we decide. You get an e-mail then.
claim-pending-until = It lapses on { $day } if nobody does.
claim-number = The number of your claim is { $number }. Say it when somebody rings the organisation to ask.
claim-withdraw = Take back the claim
claim-withdrawn = You have taken back your claim.
claim-accepted = You can keep this entry now.
claim-proof-domain = Your address is at { $domain }, the organisation's own domain.
claim-proof-manager = A manager of the organisation said that it is so.
claim-proof-council = The council said that it is so.
claim-proof-operator = We asked, and it is so.
claim-name = What shall we call you?
claim-name-hint = Colleagues see this. The public does not.
claim-name-needed = Say what to call you.
claim-begin = Begin
claim-refused = Your claim was not accepted.
claim-expired = Nobody decided on your claim in time.
claim-was-withdrawn = You took back your claim.
claim-again = You can claim it again.
claim-mail-subject = Your claim to the entry of { $ulo }
claim-mail-body = Somebody has decided on your claim to keep the entry of { $ulo }. See what was decided:
    { $link }
    Questions? Ring { $phone }.
