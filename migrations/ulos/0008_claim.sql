-- Claims to entries. Who claims is a name only the site can tell: nothing here is about a person.
create table claim (
    claim_id uuid constraint claim_key primary key,
    ulo_id uuid not null constraint claim_ulo references ulo,
    claimant_id uuid not null,
    domain text not null,
    note text not null,
    proof text,
    decider text not null,
    reason text not null,
    state text not null,
    expire_time timestamptz not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null,
    -- What is accepted was shown somehow, and only that.
    constraint claim_accepted_by_proof check ((state = 'accepted') = (proof is not null))
);
create index claim_of_ulo on claim (ulo_id, claim_id);
create index claim_of_claimant on claim (claimant_id, claim_id);
-- One that counts for each claimant and organisation.
create unique index claim_one_open on claim (ulo_id, claimant_id) where state in ('pending', 'accepted');

-- Changes of what people rely on, as proposed and as decided.
create table edit (
    edit_id uuid constraint edit_key primary key,
    ulo_id uuid not null constraint edit_ulo references ulo,
    -- Name, kind, form in law, registers, councils: whole, so that a decision compares like with like.
    before jsonb not null,
    after jsonb not null,
    proposer text not null,
    decider text not null,
    reason text not null,
    state text not null,
    version bigint not null,
    create_time timestamptz not null,
    update_time timestamptz not null
);
create index edit_of_ulo on edit (ulo_id, edit_id);
create unique index edit_one_pending on edit (ulo_id) where state = 'pending';
