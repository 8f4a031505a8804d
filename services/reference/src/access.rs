//! What people need to take part, by category: the four of the Accessible Information Standard (DAPB1605),
//! more about communicating, and other access. Codes are ours.

/// Help to communicate.
pub const COMMUNICATION_SUPPORT: &[&str] = &[
    "aphasia_friendly",
    "audio_recorder",
    "bsl",
    "communication_book",
    "communication_device",
    "cued_speech",
    "deafblind_manual",
    "gestures",
    "hearing_aid",
    "hearing_loop",
    "lip_reading",
    "makaton",
    "note_taking",
    "objects",
    "photos",
    "plain_words",
    "sign_supported_english",
    "speech_to_text",
    "symbols",
    "voice_output_aid",
    "writing_preferred",
];

/// A professional who must be there.
pub const PROFESSIONAL: &[&str] = &[
    "advocate",
    "bsl_interpreter",
    "communicator_guide",
    "deafblind_block_interpreter",
    "deafblind_manual_interpreter",
    "hands_on_interpreter",
    "haptic_communicator",
    "lipspeaker",
    "makaton_interpreter",
    "note_taker",
    "sighted_guide",
    "sign_supported_english_interpreter",
    "speech_and_language_therapist",
    "speech_to_text_reporter",
    "visual_frame_interpreter",
];

/// How to be contacted.
pub const CONTACT_METHOD: &[&str] = &[
    "audible_alert",
    "email",
    "letter",
    "phone",
    "tactile_alert",
    "text_message",
    "text_relay",
    "through_someone",
    "video_relay",
    "visual_alert",
];

/// The format of information.
pub const INFORMATION_FORMAT: &[&str] = &[
    "aphasia_friendly",
    "audio",
    "audio_cd",
    "braille_grade_1",
    "braille_grade_2",
    "bsl_video",
    "dvd",
    "easy_read",
    "electronic_document",
    "email",
    "large_print_20",
    "large_print_24",
    "large_print_28",
    "makaton_symbols",
    "moon",
    "personal_recording",
    "read_aloud",
    "read_by_someone",
    "usb",
];

/// More about communicating.
pub const ADDITIONAL_COMMUNICATION: &[&str] = &[
    "apps",
    "more_time",
    "one_question_at_a_time",
    "reminders",
    "short_sentences",
    "someone_present",
    "switches",
    "tadoma",
];

/// Other access.
pub const OTHER_ACCESS: &[&str] = &[
    "accessible_toilet",
    "assistance_dog",
    "breaks",
    "changing_place",
    "choice_of_worker_gender",
    "flexible_time",
    "hoist",
    "home_visit",
    "low_light",
    "near_public_transport",
    "online_meeting",
    "parking",
    "quiet_space",
    "scent_free",
    "step_free",
    "wheelchair_space",
];

/// The formats something can be shown in: as we write it, or one of [`INFORMATION_FORMAT`].
pub fn formats() -> Vec<&'static str> {
    [&["standard"], INFORMATION_FORMAT].concat()
}

/// Every list.
const LISTS: [&[&str]; 6] = [
    COMMUNICATION_SUPPORT,
    PROFESSIONAL,
    CONTACT_METHOD,
    INFORMATION_FORMAT,
    ADDITIONAL_COMMUNICATION,
    OTHER_ACCESS,
];

/// Every code there is, in the order of the lists. A code on two lists comes twice.
pub fn codes() -> impl Iterator<Item = &'static str> {
    LISTS.into_iter().flatten().copied()
}

/// Whether there is such a code.
pub fn is_known(code: &str) -> bool {
    codes().any(|known| known == code)
}
