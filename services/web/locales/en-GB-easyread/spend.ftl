# Easy Read.
spend-lead = This is about help to be heard, to meet others and to plan. { $percent } of every £100 went to user-led organisations, or ones that may be. That was in { $year }.
spend-lead-unknown = { $amount } goes to user-led organisations, or ones that may be. That is in { $year }. We do not know the share. The council has not said what goes to others.
spend-beside = We looked at { $count } councils like this one. Half of them have { $percent } of every £100 or less.
spend-beside-unknown = Too few councils have said what went to others. So we cannot compare yet.
spend-others-ask = How much money went to other organisations? Think of advocacy, peer support and brokerage.
spend-source-ask = Where can people read that? Or how did you work it out?
spend-method-ulos = Organisations write down the money they get from the council. Only money that is decided counts. It counts in the year it is for.
spend-method-others = The council says what went to others. If it does not, we do not know the share. Not known is not nothing.
spend-method-like = Some councils are alike. They are of the same kind or near each other. They have about as many people. We need five to compare.
spend-method-law = This is public money. A law says that councils must publish it.
