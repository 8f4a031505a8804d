# The nearest options of one council, for anyone.
option-title = Nearest support in { $council }
option-title-near = Nearest support to { $near }
option-lead = { $kind } in { $council }: { $count ->
    [0] nobody we know of.
    [one] the one who can help.
   *[other] the nearest { $count }.
 }
option-kind = Kind of support
option-way = How it is given
option-way-any = Any way
option-must = Access it must have
option-must-none = No limit
option-show = Show
option-none = Nobody we know of fits all of this. That does not mean nobody can help you.
option-none-anyone = Show this kind of support without limits
option-none-all = See everybody in { $council }
option-then = What fits you best
option-then-lead = Ask, and say what matters to you. We put those who fit you best first, and say why.
option-everybody = See everybody in { $council }
option-how = How this list is made
option-how-order = The nearest come first. Nothing else moves anyone up or down, and nobody can pay to be higher.
option-how-left-out = Those who are paused are left out. So are those nobody has checked for four months.
option-how-kept = We use the rough place of your postcode. We do not keep it.
