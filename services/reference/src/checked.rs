//! How long a check of an organisation's entry counts. Open Referral UK expects one within three months.

/// An entry nobody outside its organisation has checked for longer says so.
pub const FRESH_DAYS: i64 = 90;
/// An entry nobody has checked for longer leaves the menu.
pub const MENU_DAYS: i64 = 120;
