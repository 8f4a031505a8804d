//! How long what an organisation says, and a check of it, counts. Open Referral UK expects one within three months.

/// An entry nobody outside its organisation has checked for longer says so.
pub const FRESH_DAYS: i64 = 90;
/// An entry nobody has checked for longer leaves the menu.
pub const MENU_DAYS: i64 = 120;
/// Openings stated longer ago than this are not known any more.
pub const OPENINGS_DAYS: i64 = 60;
