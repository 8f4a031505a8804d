//! Every RPC has a policy, and every policy an RPC; every kind of principal is tried against each on the wire.
