# Easy Read.
review-who-why = Some people answer alone. Some have help. For some, someone else answers. We count each apart, so that everyone is heard.
