# Easy Read.
asking-kind-brokerage-more = Someone helps you find out what you want. They find out what it costs. They help you set it up. Some call this person a broker.
asking-check-private = Nobody sees your name yet. We keep some things with this request. They are your needs, your place and your budget. We keep only what you share.
asking-check-before = You asked for the same before. That is not over yet. Go on with that one. Or take it back first.
