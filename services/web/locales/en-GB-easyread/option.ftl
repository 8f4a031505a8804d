# Easy Read.
option-then-lead = You can ask for support. You say what matters to you. We show who fits you best. We say why.
option-how-order = The nearest come first. Nothing else changes the order. Nobody can pay to be higher.
