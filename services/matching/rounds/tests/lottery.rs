//! The lottery binds whoever holds it, and hangs on nothing else.

use rounds::lottery::Seed;

#[test]
fn a_commitment_is_of_its_own_seed_only() {
    let seed = Seed::new([7; 32]);
    let mut other = [7; 32];
    other[31] ^= 1;
    assert!(seed.commitment().is_of(&seed));
    assert!(!seed.commitment().is_of(&Seed::new(other)));
}

#[test]
fn tickets_can_be_recomputed_by_anyone() {
    // printf 'alongside round: commitment' and 32 bytes of 7, through sha256sum.
    let commitment: String =
        Seed::new([7; 32]).commitment().0.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(commitment, "d85009f50c1dd040c7e5ecb67c8f60a5014d8894c0adc816ba5f6e46a905aed7");
    // The same with 'alongside round: ticket' and sixteen more bytes, the last of them 5.
    assert_eq!(format!("{:032x}", Seed::new([7; 32]).ticket(5)), "d6fafd350534f328353814bf8f1a030e");
}

#[test]
fn every_ticket_has_the_same_chance() {
    let first = (0..4000).filter(|seed: &u32| {
        let mut bytes = [0; 32];
        bytes[..4].copy_from_slice(&seed.to_le_bytes());
        Seed::new(bytes).ticket(1) < Seed::new(bytes).ticket(2)
    });
    assert!((1850..2150).contains(&first.count()));
}
