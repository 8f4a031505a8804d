# Easy Read.
organisation-led-why-met = Yes. More than half of its board are people it is there for. It also answers to its members or users.
organisation-led-why-board = Not shown yet. It answers to its members or users. It has not said who is on its board.
organisation-led-why-neither = Not shown yet. It has not said who is on its board. It has not said how it answers to its members.
organisation-test-75-50-50 = At least 75 on the board. At least 50 of the staff and of the volunteers. (Office for Disability Issues)
