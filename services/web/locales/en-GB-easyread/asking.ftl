# Easy Read.
asking-kind-brokerage-more = Someone helps you find out what you want. They find out what it costs. They help you set it up. Some call this person a broker.
asking-check-private = Nobody sees your name yet. We keep some things with this request. They are your needs, your place and your budget. We keep only what you share.
