//! An earlier state is told from another branch.

use nianbao::storage::stamp::Stamp;

/// The states of a draft as windows save them one upon the other.
fn saved_by(windows: &[&str]) -> Vec<Stamp> {
    let mut states = vec![Stamp::first("a", 1, windows[0])];
    for (window, now) in windows[1..].iter().zip(2..) {
        let next = states.last().unwrap().next(now, window);
        states.push(next);
    }
    states
}

#[test]
fn a_state_follows_all_that_it_was_saved_upon() {
    let states = saved_by(&["u", "u", "v", "v", "u", "w"]);
    for (at, later) in states.iter().enumerate() {
        for (before, earlier) in states.iter().enumerate() {
            assert_eq!(later.follows(earlier), before < at, "{later:?} {earlier:?}");
        }
    }
}

/// The number alone does not tell: the second save of one process is later than the first of the other.
#[test]
fn a_state_does_not_follow_another_branch() {
    let base = Stamp::first("a", 1, "u");
    let here = base.next(2, "v");
    let there = base.next(2, "w").next(3, "w").next(4, "x");
    assert!(there.revision > here.revision);
    assert!(!there.follows(&here));
    assert!(!here.next(5, "w").follows(&there));
    // The same window may begin another branch, when it goes on with what others wrote.
    let old = base.next(2, "v").next(3, "v");
    let new = base.next(2, "w").next(3, "v").next(4, "v");
    assert!(!new.follows(&old));
}

/// A draft is opened hundreds of times: the lineage stays short, and what it has forgotten counts by number.
#[test]
fn only_the_last_windows_are_remembered() {
    let windows: Vec<String> = (0..400).map(|number| format!("w{number}")).collect();
    let windows: Vec<&str> = windows.iter().map(String::as_str).collect();
    let states = saved_by(&windows);
    let last = states.last().unwrap();
    assert!(states[..399].iter().all(|earlier| last.follows(earlier)));
    assert!(last.upon.as_str().len() < 16 * 9, "{}", last.upon.as_str());
    assert!(!last.follows(&states[390].next(9, "other")));
}
