//! Characters that nobody sees, around and inside of a number.

use nianbao::checks::registry;
use nianbao::model::draft::Draft;
use nianbao::model::sheet::{Sheet, Value};

use crate::sample::cell;

/// What stands in a cell, the message about it, and what its mend would make of it.
fn mended(text: &str) -> Option<(String, String)> {
    let mut draft = Draft::default();
    draft.set_cell(cell("proactive.licensing.decisions"), text);
    let findings = registry::run(&draft, &Sheet::read(&draft));
    let finding = findings
        .into_iter()
        .find(|finding| finding.code.0 == "T6")?;
    let fix = finding.fix.as_ref()?;
    let (_, number) = fix.edits.first()?;
    Some((finding.message.clone(), number.clone()))
}

#[test]
fn around_a_number_they_do_not_count() {
    for around in [
        "\u{202d}", "\u{202c}", "\u{200e}", "\u{ad}", "\u{2009}", "\u{202f}", "\u{2066}",
    ] {
        for text in [
            format!("{around}40"),
            format!("40{around}"),
            format!("{around}40{around}"),
        ] {
            let value = Value::read(cell("proactive.licensing.decisions"), &text);
            assert_eq!(
                value.count().map(|count| count.to_string()).as_deref(),
                Some("40"),
                "{text:?}"
            );
        }
    }
}

#[test]
fn inside_of_a_number_they_are_named_and_taken_out() {
    for inside in ["\u{200b}", "\u{ad}", "\u{2009}", "\u{202f}", "\u{200f}"] {
        let (message, number) = mended(&format!("1{inside}234")).expect("it is mended");
        assert_eq!(number, "1234");
        assert!(message.contains("看不见的字符"), "{message}");
        assert!(message.contains("“1234”"), "{message}");
    }
    let (_, number) = mended("4\u{200b}0件").expect("it is mended");
    assert_eq!(number, "40");
}
