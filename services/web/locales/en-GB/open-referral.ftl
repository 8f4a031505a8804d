# The open directory for other systems, and the page that tells of it.
open-referral-support = Kinds of support
open-referral-support-about = What support it is: help to plan, advocacy, peer support and others.
open-referral-who-for = Who it knows well
open-referral-who-for-about = Whose situation it knows well. Without a term it is for everyone.
open-referral-delivery = Ways of giving support
open-referral-delivery-about = How support reaches the person: at home, at a place, by phone, by video or in writing.
open-referral-user-led = Whether it is user-led
open-referral-user-led-about = Whether the organisation has shown that it is user-led. Not shown is not the same as no.
open-referral-term-about = { $term }. One of the terms of “{ $taxonomy }”.
