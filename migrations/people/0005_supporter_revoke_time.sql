alter table supporter add column revoke_time timestamptz;
alter table supporter add constraint supporter_revoked_has_a_time
    check ((state = 'revoked') = (revoke_time is not null));
-- Acting for someone never lasts more than twelve months without being given again; a change by the person gives it again.
alter table supporter drop constraint supporter_ends_within_a_year;
alter table supporter add constraint supporter_ends_within_a_year
    check (expire_time <= update_time + interval '366 days');
