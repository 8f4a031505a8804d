# Signing in and out.
sign-in-title = Sign in or join
sign-in-lead = Tell us your e-mail address. We send you a link to sign in with. There is no password to remember.
sign-in-email = Your e-mail address
sign-in-email-hint = We use it to sign you in, and for nothing you did not ask for.
sign-in-email-wrong = Enter an e-mail address, such as name@example.org.
sign-in-send = Send me a link
sign-in-again = Ask for a new link
sign-in-samples = Look around as a sample person
sign-in-samples-lead = None of these people is real. Everything you do as one of them stays in this sample.
sign-in-sample-go = Sign in as { $name }
sign-in-sample-person = Is looking for support, or has found it.
sign-in-sample-supporter = Acts for { $person }.
sign-in-sample-broker = Works with people as a broker.
sign-in-sample-manager = Runs an organisation and its team.
sign-in-sample-officer = Works for a council.
sign-in-sample-other = Works for Alongside.
sign-in-sent-title = Look at your e-mail
sign-in-sent-lead = We have sent you a link. It works once, in this browser, for ten minutes.
sign-in-sent-where = Open the e-mail on this device and choose the link. You can close this page.
sign-in-sent-mailbox = This copy of Alongside sends no e-mail. Your link is
sign-in-sent-mailbox-link = on the mailbox page
sign-in-sent-nothing = If nothing comes
sign-in-sent-nothing-what = Look in the folder for unwanted mail. Check that the address was right, then ask again.
sign-in-link-title = Sign in to Alongside
sign-in-link-lead = You are one step away. Choose the button to sign in.
sign-in-go = Sign in
sign-in-elsewhere = This link works only in the browser that asked for it.
sign-in-elsewhere-what = Open it there, or ask for a new link in this browser.
sign-in-gone-title = This link no longer works
sign-in-gone-lead = A link works once, for ten minutes, in the browser that asked for it. A new one takes a moment.
sign-in-as-title = Who are you here as?
sign-in-as-lead = You can change this whenever you like.
sign-in-as-person = Myself, { $name }
sign-in-as-supporter = Acting for { $person }
sign-in-as-broker = { $name }, as a broker
sign-in-as-manager = { $name }, running an organisation
sign-in-as-officer = { $name }, for a council
sign-in-as-other = { $name }, for Alongside
sign-in-signed-out = You have signed out. What you did is kept.
sign-in-mailbox-title = Mailbox
sign-in-mailbox-lead = This copy of Alongside sends no e-mail. What it would have sent is here for a day.
sign-in-mailbox-to = To { $to }
sign-in-mailbox-open = Open the link
sign-in-mailbox-empty = Nothing has been sent yet.
sign-in-mail-subject = Your link to sign in to Alongside
sign-in-mail-body =
    Hello,

    here is your link to sign in to Alongside:

    { $link }

    It works once, for ten minutes, in the browser that asked for it. If you did not ask for it, do nothing: nobody can use it without you.

    Need help? Phone { $phone }.
