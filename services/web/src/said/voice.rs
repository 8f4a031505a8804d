//! How people were heard, in words: when they were involved, what changed, and what their organisation says.

use proto::councils::v1::voice::{Change, Involvement, Verdict};

use super::words_of;

words_of! {
    /// When people were involved.
    involvement, INVOLVEMENTS: Involvement {
        BeforeOptions => "voice-involvement-before",
        OnOptions => "voice-involvement-options",
        After => "voice-involvement-after",
        NotAtAll => "voice-involvement-none",
    }
}

words_of! {
    /// What changed by what they asked for.
    change, CHANGES: Change {
        All => "voice-change-all",
        Some => "voice-change-some",
        Nothing => "voice-change-nothing",
    }
}

words_of! {
    /// How the organisation says it was heard.
    verdict, VERDICTS: Verdict {
        Nurtured => "voice-verdict-nurtured",
        Heard => "voice-verdict-heard",
        Cosmetic => "voice-verdict-cosmetic",
        Ignored => "voice-verdict-ignored",
    }
}
