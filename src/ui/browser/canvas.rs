//! Pictures out of drawings.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

use super::dom;
use crate::export::picture::Svg;

/// How many times as large as the drawing the picture is, so that it is sharp where it is enlarged.
const SCALE: u32 = 2;

/// Makes a PNG of a drawing. `None` is given where the browser does not let the page.
pub fn png(svg: &Svg, then: impl Fn(Option<Blob>) + 'static) {
    let Some(picture) = Drawing::of(svg) else {
        then(None);
        return;
    };
    let image = picture.image.clone();
    let drawn = Closure::once_into_js(move || {
        let then = Rc::new(then);
        let made = {
            let then = Rc::clone(&then);
            Closure::once_into_js(move |blob: Option<Blob>| then(blob))
        };
        if !picture.draw() || picture.canvas.to_blob(made.unchecked_ref()).is_err() {
            then(None);
        }
    });
    image.set_onload(Some(drawn.unchecked_ref()));
    let text = String::from(js_sys::encode_uri_component(&svg.markup));
    image.set_src(&format!("data:image/svg+xml;charset=utf-8,{text}"));
}

/// A drawing on its way into a picture.
struct Drawing {
    image: HtmlImageElement,
    canvas: HtmlCanvasElement,
}

impl Drawing {
    fn of(svg: &Svg) -> Option<Self> {
        let document = dom::document()?;
        // The browser makes the elements that these names stand for.
        let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.unchecked_into();
        canvas.set_width(u32::try_from(svg.width).ok()? * SCALE);
        canvas.set_height(u32::try_from(svg.height).ok()? * SCALE);
        Some(Self {
            image: document.create_element("img").ok()?.unchecked_into(),
            canvas,
        })
    }

    fn draw(&self) -> bool {
        let context = self.canvas.get_context("2d").ok().flatten();
        let context =
            context.and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok());
        context.is_some_and(|context| {
            context
                .draw_image_with_html_image_element_and_dw_and_dh(
                    &self.image,
                    0.0,
                    0.0,
                    f64::from(self.canvas.width()),
                    f64::from(self.canvas.height()),
                )
                .is_ok()
        })
    }
}
