//! Access needs and features in words.

use proto::people::v1::need::Category;
use reference::access;

use crate::words::{Text, text};

/// One category of needs, as pages show it.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    /// The category.
    pub category: Category,
    /// Its word in addresses.
    pub slug: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What it is about.
    pub hint: &'static str,
    /// The question about it.
    pub question: &'static str,
    /// The items to choose from; none for languages, which have a list of their own.
    pub items: &'static [&'static str],
}

/// Every category, in the order they are asked.
pub const GROUPS: [Group; 7] = [
    Group {
        category: Category::CommunicationSupport,
        slug: "communication",
        title: "access-category-communication",
        hint: "access-category-communication-hint",
        question: "access-category-communication-ask",
        items: access::COMMUNICATION_SUPPORT,
    },
    Group {
        category: Category::Professional,
        slug: "professional",
        title: "access-category-professional",
        hint: "access-category-professional-hint",
        question: "access-category-professional-ask",
        items: access::PROFESSIONAL,
    },
    Group {
        category: Category::ContactMethod,
        slug: "contact",
        title: "access-category-contact",
        hint: "access-category-contact-hint",
        question: "access-category-contact-ask",
        items: access::CONTACT_METHOD,
    },
    Group {
        category: Category::InformationFormat,
        slug: "format",
        title: "access-category-format",
        hint: "access-category-format-hint",
        question: "access-category-format-ask",
        items: access::INFORMATION_FORMAT,
    },
    Group {
        category: Category::AdditionalCommunication,
        slug: "more",
        title: "access-category-more",
        hint: "access-category-more-hint",
        question: "access-category-more-ask",
        items: access::ADDITIONAL_COMMUNICATION,
    },
    Group {
        category: Category::CommunityLanguage,
        slug: "language",
        title: "access-category-language",
        hint: "access-category-language-hint",
        question: "access-category-language-ask",
        items: &[],
    },
    Group {
        category: Category::OtherAccess,
        slug: "places",
        title: "access-category-places",
        hint: "access-category-places-hint",
        question: "access-category-places-ask",
        items: access::OTHER_ACCESS,
    },
];

/// An item by its code, or the language of that tag; what is neither as it is.
pub fn item(code: &str) -> Text {
    key(code).map_or_else(|| super::language::language(code), text)
}

/// Items by their codes, a text each.
pub fn items(codes: &[String]) -> Vec<Text> {
    codes.iter().map(|code| item(code)).collect()
}

fn key(code: &str) -> Option<&'static str> {
    WORDS.iter().find(|(known, _)| *known == code).map(|(_, key)| *key)
}

/// The words of every item.
const WORDS: &[(&str, &str)] = &[
    ("aphasia_friendly", "access-item-aphasia-friendly"),
    ("audio_recorder", "access-item-audio-recorder"),
    ("bsl", "access-item-bsl"),
    ("communication_book", "access-item-communication-book"),
    ("communication_device", "access-item-communication-device"),
    ("cued_speech", "access-item-cued-speech"),
    ("deafblind_manual", "access-item-deafblind-manual"),
    ("gestures", "access-item-gestures"),
    ("hearing_aid", "access-item-hearing-aid"),
    ("hearing_loop", "access-item-hearing-loop"),
    ("lip_reading", "access-item-lip-reading"),
    ("makaton", "access-item-makaton"),
    ("note_taking", "access-item-note-taking"),
    ("objects", "access-item-objects"),
    ("photos", "access-item-photos"),
    ("plain_words", "access-item-plain-words"),
    ("sign_supported_english", "access-item-sign-supported-english"),
    ("speech_to_text", "access-item-speech-to-text"),
    ("symbols", "access-item-symbols"),
    ("voice_output_aid", "access-item-voice-output-aid"),
    ("writing_preferred", "access-item-writing-preferred"),
    ("advocate", "access-item-advocate"),
    ("bsl_interpreter", "access-item-bsl-interpreter"),
    ("communicator_guide", "access-item-communicator-guide"),
    ("deafblind_block_interpreter", "access-item-deafblind-block-interpreter"),
    ("deafblind_manual_interpreter", "access-item-deafblind-manual-interpreter"),
    ("hands_on_interpreter", "access-item-hands-on-interpreter"),
    ("haptic_communicator", "access-item-haptic-communicator"),
    ("lipspeaker", "access-item-lipspeaker"),
    ("makaton_interpreter", "access-item-makaton-interpreter"),
    ("note_taker", "access-item-note-taker"),
    ("sighted_guide", "access-item-sighted-guide"),
    ("sign_supported_english_interpreter", "access-item-sign-supported-english-interpreter"),
    ("speech_and_language_therapist", "access-item-speech-and-language-therapist"),
    ("speech_to_text_reporter", "access-item-speech-to-text-reporter"),
    ("visual_frame_interpreter", "access-item-visual-frame-interpreter"),
    ("audible_alert", "access-item-audible-alert"),
    ("email", "access-item-email"),
    ("letter", "access-item-letter"),
    ("phone", "access-item-phone"),
    ("tactile_alert", "access-item-tactile-alert"),
    ("text_message", "access-item-text-message"),
    ("text_relay", "access-item-text-relay"),
    ("through_someone", "access-item-through-someone"),
    ("video_relay", "access-item-video-relay"),
    ("visual_alert", "access-item-visual-alert"),
    ("audio", "access-item-audio"),
    ("audio_cd", "access-item-audio-cd"),
    ("braille_grade_1", "access-item-braille-grade-1"),
    ("braille_grade_2", "access-item-braille-grade-2"),
    ("bsl_video", "access-item-bsl-video"),
    ("dvd", "access-item-dvd"),
    ("easy_read", "access-item-easy-read"),
    ("electronic_document", "access-item-electronic-document"),
    ("large_print_20", "access-item-large-print-20"),
    ("large_print_24", "access-item-large-print-24"),
    ("large_print_28", "access-item-large-print-28"),
    ("makaton_symbols", "access-item-makaton-symbols"),
    ("moon", "access-item-moon"),
    ("personal_recording", "access-item-personal-recording"),
    ("read_aloud", "access-item-read-aloud"),
    ("read_by_someone", "access-item-read-by-someone"),
    ("usb", "access-item-usb"),
    ("apps", "access-item-apps"),
    ("more_time", "access-item-more-time"),
    ("one_question_at_a_time", "access-item-one-question-at-a-time"),
    ("reminders", "access-item-reminders"),
    ("short_sentences", "access-item-short-sentences"),
    ("someone_present", "access-item-someone-present"),
    ("switches", "access-item-switches"),
    ("tadoma", "access-item-tadoma"),
    ("accessible_toilet", "access-item-accessible-toilet"),
    ("assistance_dog", "access-item-assistance-dog"),
    ("breaks", "access-item-breaks"),
    ("changing_place", "access-item-changing-place"),
    ("choice_of_worker_gender", "access-item-choice-of-worker-gender"),
    ("flexible_time", "access-item-flexible-time"),
    ("hoist", "access-item-hoist"),
    ("home_visit", "access-item-home-visit"),
    ("low_light", "access-item-low-light"),
    ("near_public_transport", "access-item-near-public-transport"),
    ("online_meeting", "access-item-online-meeting"),
    ("parking", "access-item-parking"),
    ("quiet_space", "access-item-quiet-space"),
    ("scent_free", "access-item-scent-free"),
    ("step_free", "access-item-step-free"),
    ("wheelchair_space", "access-item-wheelchair-space"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_has_words() {
        let silent: Vec<_> = access::codes().filter(|code| key(code).is_none()).collect();
        assert!(silent.is_empty(), "no words for {silent:?}");
    }
}
