//! Which criteria the members of a consortium meet together: in a sentence, and criterion by criterion with who meets it.

use std::collections::HashMap;

use proto::ulos::v1::{CriterionTogether, Together, Verdict};

use crate::said;
use crate::words::{Say as _, Text, text};

/// One criterion as the page shows it.
pub(super) struct Row {
    pub(super) criterion: Text,
    pub(super) verdict: Text,
    pub(super) met: bool,
    /// Who meets it, who was found not to, and of whom nobody knows: a line each.
    pub(super) working: Vec<Text>,
}

/// How many they meet together, what is missing, and that silence is no no.
pub(super) fn summary(together: &Together) -> Text {
    let count = |verdict: Verdict| together.criteria.iter().filter(|one| one.verdict() == verdict).count();
    let all = together.criteria.len();
    match (count(Verdict::Met), count(Verdict::NotEvidenced), count(Verdict::NotMet)) {
        (met, _, _) if met == all => text("consortium-criteria-all").with("all", all),
        (met, open, not) => text("consortium-criteria-some")
            .with("met", met)
            .with("all", all)
            .with("open", open)
            .with("not", not),
    }
}

/// Each criterion they do not meet, and whether that is a no or only not shown.
pub(super) fn missing(together: &Together) -> Vec<Text> {
    let missing = together.criteria.iter().filter(|one| one.verdict() != Verdict::Met);
    let said = missing.map(|one| {
        text("consortium-criteria-missing-one")
            .with("criterion", said::evidence::criterion(&together.criterion_set, &one.criterion))
            .with("verdict", said::organisation::verdict(one.verdict))
    });
    said.collect()
}

/// Every criterion by its group, the groups in order.
pub(super) fn groups(together: &Together, names: &HashMap<String, String>) -> Vec<(Text, Vec<Row>)> {
    let mut groups: Vec<(i32, Vec<Row>)> = Vec::new();
    for one in &together.criteria {
        let row = row(&together.criterion_set, one, names);
        match groups.last_mut().filter(|(group, _)| *group == one.group) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((one.group, vec![row])),
        }
    }
    groups.into_iter().map(|(group, rows)| (said::evidence::group(group), rows)).collect()
}

fn row(set: &str, one: &CriterionTogether, names: &HashMap<String, String>) -> Row {
    let who = |key: &'static str, ulos: &[String]| {
        let named = ulos
            .iter()
            .map(|ulo| names.get(ulo).cloned().unwrap_or_else(|| text("consortium-member-gone").to_string()));
        let named: Vec<String> = named.collect();
        (!named.is_empty()).then(|| text(key).with("names", named.join("; ").text()))
    };
    let working = [
        who("consortium-criteria-met-by", &one.met_by),
        who("consortium-criteria-not-met-by", &one.not_met_by),
        who("consortium-criteria-open-for", &one.not_evidenced_for),
    ];
    Row {
        criterion: said::evidence::criterion_with_care(set, &one.criterion),
        verdict: said::organisation::verdict(one.verdict),
        met: one.verdict() == Verdict::Met,
        working: working.into_iter().flatten().collect(),
    }
}
