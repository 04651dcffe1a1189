//! Opens a package as what it is: a document of Word, or a workbook of Excel.

use super::docx;
use super::material::Material;
use super::pace::Pace;
use super::package::{Package, PackageError};
use super::xlsx::{self, Part};

/// What a package holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// A document.
    Document(Material),
    /// The sheets of a workbook.
    Sheets(Vec<Part>),
    /// Something else.
    Other,
}

/// Reads a package.
///
/// # Errors
/// When it is damaged or too large.
pub async fn read(package: &Package<'_>, pace: &dyn Pace) -> Result<Opened, PackageError> {
    let Some((main, root)) = package.main(pace).await? else {
        return Ok(Opened::Other);
    };
    match root.as_str() {
        "document" => docx::read(package, &main, pace).await.map(Opened::Document),
        "workbook" => xlsx::read(package, &main, pace).await.map(Opened::Sheets),
        _ => Ok(Opened::Other),
    }
}
