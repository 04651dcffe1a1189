//! Sentences of this year beside the same of last year.

use crate::export::html::escaped;

/// The sentences in two columns, folded; nothing where there are none.
pub fn table(pairs: &[(String, String)]) -> String {
    if pairs.is_empty() {
        return String::new();
    }
    let mut html = r#"<details class="nb-finding__pairs"><summary>与上年对照</summary><table><tr><th scope="col">本年</th><th scope="col">上年</th></tr>"#.to_owned();
    for (now, before) in pairs {
        html += &format!(
            "<tr><td>{}</td><td>{}</td></tr>",
            escaped(now),
            escaped(before)
        );
    }
    html + "</table></details>"
}
