# Easy Read.
menu-how-points = You said what matters to you. Each thing gives points. We add the points up. The most points come first.
