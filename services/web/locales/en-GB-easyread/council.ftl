# Easy Read.
council-framework-lead = Each council should make sure of three things. People can plan their support. People are heard. People can meet others who have been there.
