//! What every RPC asks before it does anything: may this caller do that?

use crate::{Caller, Error, Role};

/// One RPC of a service, as its policy knows it. Each service has one enum of these, made by [`actions!`](crate::actions).
pub trait Action: Copy + 'static {
    /// How a caller can stand to a record of this service.
    type Relation: Copy + 'static;
    /// Every relation there is.
    const RELATIONS: &'static [Self::Relation];

    /// The policy: pure and exhaustive.
    fn allows(self, role: Role, relation: Self::Relation) -> bool;

    /// The caller of a request, when their role can do this to any record at all.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] without a caller, [`Error::Forbidden`] when no relation would help.
    fn enter<T>(self, request: &tonic::Request<T>) -> Result<Caller, Error> {
        let caller = request.extensions().get::<Caller>().ok_or(Error::Unauthenticated)?;
        let possible = |relation: &Self::Relation| self.allows(caller.role, *relation);
        if !Self::RELATIONS.iter().any(possible) {
            return Err(Error::Forbidden);
        }
        Ok(caller.clone())
    }

    /// Whether the caller may do this to the record of that name, given every way they stand to it.
    ///
    /// # Errors
    /// [`Error::NotFound`]: who may not see a record does not learn that it exists.
    fn require(
        self,
        caller: &Caller,
        relations: &[Self::Relation],
        name: impl ToString,
    ) -> Result<(), Error> {
        if relations.iter().any(|relation| self.allows(caller.role, *relation)) {
            return Ok(());
        }
        Err(Error::not_found(name))
    }
}

/// Declares the actions of a service: one variant for each RPC, with the path it has on the wire.
#[macro_export]
macro_rules! actions {
    ($package:literal: $($service:ident { $($action:ident),+ $(,)? })+) => {
        /// Every RPC of this service.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Action {
            $($(
                #[doc = concat!("`", $package, ".", stringify!($service), "/", stringify!($action), "`")]
                $action,
            )+)+
        }

        impl Action {
            /// Every action there is.
            pub const ALL: &'static [Self] = &[$($(Self::$action),+),+];

            /// The path of the RPC on the wire.
            pub const fn path(self) -> &'static str {
                match self {
                    $($(Self::$action => concat!("/", $package, ".", stringify!($service), "/", stringify!($action)),)+)+
                }
            }
        }
    };
}
