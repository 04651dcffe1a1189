//! What is refused, and what is said in JSON.

use readers::{Refusal, read, read_to_json};

use crate::decoder::Host;

#[test]
fn refuses_what_it_does_not_know() {
    assert_eq!(read(b"", &Host), Err(Refusal::Empty));
    assert_eq!(read(&[0; 4096], &Host), Err(Refusal::Unknown));
    assert_eq!(read_to_json(b"", &Host), r#"{"Err":"Empty"}"#);
}
