//! The copy that survives, in memory: what IndexedDB does with changes in one transaction.

use std::collections::BTreeMap;

use nianbao::storage::change::{Act, Change};
use nianbao::storage::copies::Refusal;

/// Makes changes, all of them or none.
pub fn apply(surviving: &mut BTreeMap<String, String>, changes: &[Change]) -> Result<(), Refusal> {
    let mut changed = surviving.clone();
    for change in changes {
        for key in change.keys() {
            let there = changed.get(key).map(String::as_str);
            match change.at(key, there)? {
                Act::Leave => {}
                Act::Put(text) => {
                    changed.insert(key.to_owned(), text.to_owned());
                }
                Act::Remove => {
                    changed.remove(key);
                }
            }
        }
    }
    *surviving = changed;
    Ok(())
}
