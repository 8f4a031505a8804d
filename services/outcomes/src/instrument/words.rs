//! The words of our own instruments. Written for Alongside: they measure what national surveys measure, on scales of the
//! same shape, and borrow nobody's sentences.

use super::{Instrument, Item, Kind, Level};

/// Control over daily life on four levels, choice on three, and four questions about how it went.
pub const CONTROL_CHOICE_PROCESS_1: Instrument = Instrument {
    name: "instruments/control-choice-process-1",
    title: "Control, choice and how it went",
    version: 1,
    licence: "CC-BY-4.0",
    start_date: "2024-01-01",
    end_date: "",
    items: &[CONTROL, CHOICE, EASY, VIEWS, PLANNING, AMOUNT],
};

const CONTROL: Item = Item {
    item_id: "daily_control",
    kind: Kind::Control,
    question: "On most days, how much do you decide about your own life?",
    easy_read_question: "Do you decide what happens in your day?",
    help: "Think of when you get up, what you eat, where you go and who you see. No answer is wrong.",
    ordered: true,
    levels: &[
        level("I do not get to decide", "I decide nothing."),
        level("I decide some things, but too few", "I decide some things. I want to decide more."),
        top("I decide enough", "I decide enough."),
        top("I decide as much as I like", "I decide everything I want to decide."),
    ],
};

const CHOICE: Item = Item {
    item_id: "support_choice",
    kind: Kind::Choice,
    question: "In how you are supported, is there enough for you to choose from?",
    easy_read_question: "Can you choose the support you like?",
    help: "For example who supports you, what they do, and when they come.",
    ordered: false,
    levels: &[
        top("Yes, there is enough to choose from", "Yes. I can choose."),
        level("No, there is too little to choose from", "No. I want to choose more."),
        level("I would rather not choose, or have no need to", "I do not want to choose."),
    ],
};

const EASY: Item = Item {
    item_id: "process_easy",
    kind: Kind::Process,
    question: "How easy has it been to get your support arranged?",
    easy_read_question: "Was it easy to get your support?",
    help: "Think of the forms, the waiting and the people you had to ask.",
    ordered: true,
    levels: &[
        level("Very hard", "It was very hard."),
        level("Quite hard", "It was hard."),
        top("Quite easy", "It was easy."),
        top("Very easy", "It was very easy."),
    ],
};

const VIEWS: Item = Item {
    item_id: "views_included",
    kind: Kind::Process,
    question: "How far does the plan for your support follow what you said?",
    easy_read_question: "Did people listen to you when they made your plan?",
    help: "If there is no plan yet, think of the talks you have had so far.",
    ordered: true,
    levels: &[
        level("Not at all", "No."),
        level("A little", "A little."),
        top("Mostly", "Yes, mostly."),
        top("All the way", "Yes, always."),
    ],
};

const PLANNING: Item = Item {
    item_id: "helped_to_plan",
    kind: Kind::Process,
    question: "Have you had the help you wanted with planning your support?",
    easy_read_question: "Did someone help you to plan?",
    help: "Help can come from a broker, an advocate, another disabled person, family or anyone else.",
    ordered: true,
    levels: &[
        level("No, and I wanted some", "No. I wanted help."),
        level("Some, but not enough", "A little. I wanted more help."),
        top("As much as I wanted", "Yes. I had the help I wanted."),
    ],
};

const AMOUNT: Item = Item {
    item_id: "amount_known",
    kind: Kind::Process,
    question: "Do you know how much money there is for your support?",
    easy_read_question: "Do you know how much money you have for support?",
    help: "If your support needs no money, leave this one out.",
    ordered: true,
    levels: &[
        level("No", "No."),
        level("Roughly", "I know a little."),
        top("Yes, I know the amount", "Yes. I know how much."),
    ],
};

/// An answer that published measures do not count as a good one.
const fn level(label: &'static str, easy_read_label: &'static str) -> Level {
    Level { label, easy_read_label, top: false }
}

/// An answer that published measures count as a good one.
const fn top(label: &'static str, easy_read_label: &'static str) -> Level {
    Level { label, easy_read_label, top: true }
}
