-- Nobody waits twice for the same: asking again would give one person two turns, and two places.
create unique index request_waits_once on request (
    person_id,
    (wants ->> 'kind'),
    coalesce(wants ->> 'advocacy_kind', ''),
    coalesce(wants ->> 'peer_support_model', '')
) where state in ('asked', 'chosen', 'unmet');
