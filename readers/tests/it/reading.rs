//! What is refused, and what is said in JSON.

use readers::{Content, Refusal, read, read_to_json};

use crate::decoder::Host;

#[test]
fn refuses_what_it_does_not_know() {
    assert_eq!(read(b"", &Host), Err(Refusal::Empty));
    assert_eq!(read(&[0; 4096], &Host), Err(Refusal::Unknown));
    assert_eq!(read_to_json(b"", &Host), r#"{"Err":"Empty"}"#);
}

fn archive(encoding: &str, body: &str) -> String {
    format!(
        "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"--=next\"\r\n\r\n\
         ----=next\r\nContent-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n\
         {body}\r\n----=next\r\nContent-Type: image/png\r\n\r\nx\r\n----=next--\r\n"
    )
}

#[test]
fn gives_back_the_page_of_a_web_archive() {
    for (encoding, body) in [
        ("quoted-printable", "<p>=C7=E0=BA=\r\n=CC</p>"),
        ("base64", "PHA+x+C6zDwvcD4="),
    ] {
        let read = read(archive(encoding, body).as_bytes(), &Host);
        let Ok(Content::Page(markup)) = read else {
            panic!("{encoding}: {read:?}");
        };
        assert_eq!(markup.trim_end(), "<p>青禾</p>", "{encoding}");
    }
    let whole = archive("base64", "PHA+x+C6zDwvcD4=");
    let (cut, _) = whole.split_at(whole.len() - 12);
    assert_eq!(read(cut.as_bytes(), &Host), Err(Refusal::CutShort));
}
