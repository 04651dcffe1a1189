//! Values of the page as BiDi describes them, made plain.

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value};

/// The value that the description stands for. What has no plain form (an element, a function) is null.
pub fn plain(described: &Value) -> Result<Value> {
    let kind = described["type"].as_str().context("a value without type")?;
    let value = &described["value"];
    Ok(match kind {
        "string" | "boolean" => value.clone(),
        // NaN and the infinities come as texts; JSON has no numbers for them.
        "number" if value.is_number() => value.clone(),
        "array" => {
            let items = items(value)?.iter().map(plain);
            Value::Array(items.collect::<Result<_>>()?)
        }
        "object" => {
            let pairs = items(value)?.iter().map(|pair| {
                let name = pair[0].as_str().context("a name that is no text")?;
                Ok((name.to_owned(), plain(&pair[1])?))
            });
            Value::Object(pairs.collect::<Result<Map<_, _>>>()?)
        }
        _ => Value::Null,
    })
}

fn items(value: &Value) -> Result<&Vec<Value>> {
    // BiDi describes a thing once and then only names it.
    ensure!(!value.is_null(), "the same object twice in one answer");
    value
        .as_array()
        .with_context(|| format!("not a list: {value}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn described_values_become_plain() -> Result<()> {
        let described = json!({ "type": "object", "value": [
            ["text", { "type": "string", "value": "年" }],
            ["list", { "type": "array", "value": [
                { "type": "number", "value": 1.5 }, { "type": "number", "value": "NaN" },
                { "type": "boolean", "value": true }, { "type": "undefined" }, { "type": "node" } ] }],
            ["nothing", { "type": "null" }] ] });
        let expected =
            json!({ "text": "年", "list": [1.5, null, true, null, null], "nothing": null });
        assert_eq!(plain(&described)?, expected);
        assert!(plain(&json!({ "type": "array", "internalId": "7" })).is_err());
        Ok(())
    }
}
