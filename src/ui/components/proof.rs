//! What the comparison with the published page found, each difference with the way to its place.

use crate::export::html::escaped;
use crate::export::proof::Proof;
use crate::model::draft::Proved;

/// That there was a comparison of which the list is not at hand any more.
pub fn earlier(proved: &Proved) -> String {
    format!(
        "<p class=\"nb-proof__said\">{}核对过已发布页面，结果见校核记录。</p>",
        escaped(&proved.at)
    )
}

/// The list as markup. What acts is marked with `data-difference` and the place to go to.
pub fn list(proof: &Proof) -> String {
    let mut html = format!(
        "<div class=\"nb-proof\" role=\"region\" aria-label=\"核对已发布页面\" data-proof=\"{}\">\
         <p class=\"nb-proof__said\">{}</p>",
        proof.differences.len(),
        if proof.holds() {
            format!(
                "已发布页面与报告一致：核对文字 {} 行、数字 {} 个。",
                proof.lines, proof.figures
            )
        } else {
            format!(
                "已发布页面与报告有 {} 处不一致，请逐处核对：",
                proof.differences.len()
            )
        }
    );
    html.push_str("<ul class=\"nb-proof__list\">");
    for difference in &proof.differences {
        let side = |text: &Option<String>| match text.as_deref() {
            None => "没有这一处".to_owned(),
            Some("") => "空白".to_owned(),
            Some(text) => format!("“{}”", escaped(text)),
        };
        html.push_str(&format!(
            "<li><button type=\"button\" class=\"nb-proof__place\" data-difference=\"{}\">{}</button>\
             <span class=\"nb-proof__sides\">报告：{}<br>页面：{}</span></li>",
            difference.place.location(),
            escaped(&difference.place.name()),
            side(&difference.report),
            side(&difference.page)
        ));
    }
    html.push_str("</ul></div>");
    html
}
