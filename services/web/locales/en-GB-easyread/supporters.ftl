# Easy Read.
supporters-edit-lead = They sign in with their own email. Every page then says that they act for you. You see what they looked at.
