-- What another directory did not say stays unsaid until the organisation says it.
alter table offering alter column price_basis drop not null;
alter table offering drop constraint offering_advocacy_says_which;
alter table offering drop constraint offering_peer_support_says_how;
-- Only advocacy says which kind, only peer support which way.
alter table offering add constraint offering_only_advocacy_says_which
    check (kind = 'advocacy' or advocacy_kind is null);
alter table offering add constraint offering_only_peer_support_says_how
    check (kind = 'peer_support' or peer_support_model is null);
alter table offering add constraint offering_price_is_whole check (price_basis is not null or price_pence = 0);
