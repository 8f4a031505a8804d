//! Lists: what is known, what is to do, what happened, and where the rest of a long list is.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::view::View;
use crate::words::{Say, Text, text};

/// What is known, a row each: `summary().row(label, value).change(path)`.
#[derive(Debug, Default, Template)]
#[template(path = "parts/summary.html")]
pub struct Summary {
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    label: Text,
    values: Vec<Text>,
    change: String,
}

impl Summary {
    /// Something known. An empty value is shown as "Not given".
    #[must_use]
    pub fn row(mut self, label: impl Say, value: impl Say) -> Self {
        let value = value.text();
        let values = if value.is_empty() { vec![text("form-not-given")] } else { vec![value] };
        self.rows.push(Row { label: label.text(), values, change: String::new() });
        self
    }

    /// Another line in the last row.
    #[must_use]
    pub fn and(mut self, value: impl Say) -> Self {
        if let Some(row) = self.rows.last_mut() {
            row.values.push(value.text());
        }
        self
    }

    /// Where the last row can be changed.
    #[must_use]
    pub fn change(mut self, path: impl ToString) -> Self {
        if let Some(row) = self.rows.last_mut() {
            row.change = path.to_string();
        }
        self
    }
}

/// How far a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Nothing left to do.
    Done,
    /// Can be done now.
    Ready,
    /// Begun and not finished.
    Begun,
    /// Waits for something else.
    Waiting,
}

impl Progress {
    fn word(self) -> Text {
        text(match self {
            Self::Done => "form-task-done",
            Self::Ready => "form-task-ready",
            Self::Begun => "form-task-begun",
            Self::Waiting => "form-task-waiting",
        })
    }

    fn tag(self) -> &'static str {
        match self {
            Self::Done => "good",
            Self::Ready => "act",
            Self::Begun => "warm",
            Self::Waiting => "calm",
        }
    }
}

/// What there is to do: `tasks().task(label, path, Progress::Ready)`.
#[derive(Debug, Default, Template)]
#[template(path = "parts/tasks.html")]
pub struct Tasks {
    tasks: Vec<Task>,
}

#[derive(Debug)]
struct Task {
    label: Text,
    path: String,
    progress: Progress,
}

impl Tasks {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }

    /// Something to do. What waits is not a link.
    #[must_use]
    pub fn task(mut self, label: impl Say, path: impl ToString, progress: impl Into<Progress>) -> Self {
        self.tasks.push(Task { label: label.text(), path: path.to_string(), progress: progress.into() });
        self
    }
}

impl From<&Self> for Progress {
    fn from(progress: &Self) -> Self {
        *progress
    }
}

/// What happened: `steps().step(when, what).more(why)`.
#[derive(Debug, Default, Template)]
#[template(path = "parts/steps.html")]
pub struct Steps {
    steps: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    when: Text,
    what: Text,
    more: Text,
    now: bool,
}

impl Steps {
    /// Something that happened.
    #[must_use]
    pub fn step(mut self, when: impl Say, what: impl Say) -> Self {
        self.steps.push(Step { when: when.text(), what: what.text(), more: Text::default(), now: false });
        self
    }

    /// More about the last step.
    #[must_use]
    pub fn more(mut self, more: impl Say) -> Self {
        if let Some(step) = self.steps.last_mut() {
            step.more = more.text();
        }
        self
    }

    /// Says that the last step is where things are now.
    #[must_use]
    pub fn now(mut self) -> Self {
        if let Some(step) = self.steps.last_mut() {
            step.now = true;
        }
        self
    }
}

/// Links to the pages around this one; nothing when there are none.
#[derive(Debug, Default, Template)]
#[template(path = "parts/pager.html")]
pub struct Pager {
    first: String,
    next: String,
}

impl Pager {
    /// Where the list begins, when this is not its beginning.
    #[must_use]
    pub fn first(mut self, path: impl ToString) -> Self {
        self.first = path.to_string();
        self
    }

    /// Where the list goes on, if it does.
    #[must_use]
    pub fn next(mut self, path: impl ToString) -> Self {
        self.next = path.to_string();
        self
    }
}

impl HtmlSafe for Summary {}
impl HtmlSafe for Tasks {}
impl HtmlSafe for Steps {}
impl HtmlSafe for Pager {}
