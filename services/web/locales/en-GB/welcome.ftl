# Signing up.
welcome-title = What should we call you?
welcome-name = What should we call you?
welcome-name-hint = It does not have to be your full name. Those you choose to share it with see it.
welcome-next = What we ask next
welcome-next-more = Where you live, how to reach you, what you need and how your support is paid for. You can leave out each of them.
welcome-other = I am a broker, a supporter or work for a council
welcome-other-more = Then someone has to add you first. Ask whoever you work with, or phone us.
