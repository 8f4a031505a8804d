# Easy Read.
about-help-wrong-ombudsman = First tell your council. If it does not put it right, you can tell the Ombudsman. The Ombudsman looks at complaints about councils. Its name is the Local Government and Social Care Ombudsman.
about-help-urgent-council = Is someone being hurt? Is someone not looked after? Tell the adult social care team of the council.
about-privacy-keep-you = The name you want to be called by. The ways to reach you that you give us.
about-privacy-safe-cookies = A cookie is a small note that your browser keeps. Ours keep you signed in. They also carry a message to the next page. We use no others.
about-access-standard-more = There are rules for making websites easy to use. They are called the Web Content Accessibility Guidelines 2.2. We keep all the rules of level AA. We keep many rules of level AAA.
about-access-tested = A program checks every page before you see it. It uses a real browser.
about-access-tell-equality = Are you not happy with our answer? The Equality Advisory and Support Service can help you.
