//! The words for support on the wire.

use proto::matching::v1 as pb;

use super::{AdvocacyKind, DeliveryMode, Factor, Kind, PeerSupportModel, PriceBasis, Tie, Verdict, WhoFor};

platform::wire! {
    Kind = pb::request::Kind, "KIND_";
    AdvocacyKind = pb::request::AdvocacyKind, "ADVOCACY_KIND_";
    PeerSupportModel = pb::request::PeerSupportModel, "PEER_SUPPORT_MODEL_";
    DeliveryMode = pb::DeliveryMode, "DELIVERY_MODE_";
    WhoFor = pb::WhoFor, "WHO_FOR_";
    Factor = pb::Factor, "FACTOR_";
    PriceBasis = pb::menu_option::PriceBasis, "PRICE_BASIS_";
    Verdict = pb::menu_option::Verdict, "VERDICT_";
    Tie = pb::flag::Kind, "KIND_";
}
