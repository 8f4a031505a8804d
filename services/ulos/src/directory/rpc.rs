//! The gRPC face of the directory.

use std::collections::HashMap;

use platform::action::Action as _;
use platform::{Deps, Error, Id, Violations};
use proto::ulos::v1 as pb;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::{fresh_since, store, wire};
use crate::offering::{self, Offering};
use crate::{Action, ulo};

/// `alongside.ulos.v1.Directories`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }

    /// The entries of these offerings, oldest first.
    async fn entries(&self, ids: &[Uuid]) -> Result<Vec<pb::DirectoryEntry>, Error> {
        let offerings = offering::store::these(self.deps.db.pool(), ids).await?;
        let ulos: Vec<Uuid> = offerings.iter().map(|offering| offering.ulo().uuid()).collect();
        let now = self.deps.clock.now();
        let ulos = ulo::store::these(self.deps.db.pool(), &ulos).await?;
        let ulos: HashMap<_, _> = ulos.iter().map(|ulo| (ulo.id(), ulo::wire::to_wire(ulo, now))).collect();
        let entry = |offering: &Offering| pb::DirectoryEntry {
            offering: Some(offering::wire::to_wire(offering)),
            ulo: ulos.get(&offering.ulo()).cloned(),
        };
        Ok(offerings.iter().map(entry).collect())
    }
}

#[tonic::async_trait]
impl pb::directories_server::Directories for Rpc {
    async fn search_directory(
        &self,
        request: Request<pb::SearchDirectoryRequest>,
    ) -> Result<Response<pb::SearchDirectoryResponse>, Status> {
        Action::SearchDirectory.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = wire::parse_page(&request, &mut violations);
        let filter = wire::parse(&request, &mut violations);
        violations.done()?;
        let Some(filter) = filter else { return Ok(Response::new(pb::SearchDirectoryResponse::default())) };
        let fresh_since = fresh_since(self.deps.clock.now());
        let (ids, total) = store::search(self.deps.db.pool(), &filter, fresh_since, page).await?;
        let entries = self.entries(&ids).await?;
        let total_size = i32::try_from(total).unwrap_or(i32::MAX);
        Ok(Response::new(pb::SearchDirectoryResponse { entries, total_size }))
    }

    async fn get_directory_entry(
        &self,
        request: Request<pb::GetDirectoryEntryRequest>,
    ) -> Result<Response<pb::DirectoryEntry>, Status> {
        Action::GetDirectoryEntry.enter(&request)?;
        let id: Id<Offering> = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let fresh_since = fresh_since(self.deps.clock.now());
        let published = store::is_published(self.deps.db.pool(), id, fresh_since).await?;
        let entry = if published { self.entries(&[id.uuid()]).await?.pop() } else { None };
        Ok(Response::new(entry.ok_or_else(|| Error::not_found(id))?))
    }
}
