# Easy Read.
choosing-several = We ask the first one. They may say no. They may not answer in time. Then we ask the next one.
choosing-share-who = { $count ->
    [one] They need to know something about you before they answer. The people in the organisation can see what you choose here. Nobody else can.
   *[other] They need to know something about you before they answer. The people in each organisation can see what you choose here. Nobody else can.
 }
choosing-shared-hint = They never see your equality answers. They never see a way to reach you that is not safe.
choosing-rank-lead = Who would you like best? Write 1 beside them. Write 2 beside the next one. Two you like the same can have the same number. Leave out anyone you do not want.
choosing-meet-means = They will know that you want to meet before you decide. You can stop after that. You do not have to say why.
choosing-none-means = Your request ends. Nobody is asked. Nobody sees your name. You can ask again at any time.
choosing-wishes-lead = You can leave this empty. They are told what you choose here. They are also told your languages and the access you need.
choosing-avoid-hint = They will not support you. They will not see your request. Only the managers know.
