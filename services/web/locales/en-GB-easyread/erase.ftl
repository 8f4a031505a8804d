# Easy Read.
erase-goes-you = Your name. How to reach you. Where you live. Your needs, your budget and your equality answers.
erase-stays-more = Some numbers stay. Nobody can tell that they were about you. One is how long people waited in your area.
