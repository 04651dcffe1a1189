//! How wide the columns of the official tables are, beside each other.

use crate::model::table::Table;

/// The columns' widths in the template of the official format (政务公开年报模版), in twentieths of a point.
/// What counts is how they compare: an exporter spreads them over the width it has.
const fn in_template(table: Table) -> &'static [u32] {
    match table {
        Table::ProactiveDisclosure => &[2435, 2435, 2435, 2435],
        Table::Applications => &[754, 921, 3271, 685, 685, 685, 685, 685, 685, 685],
        Table::Review => &[
            649, 649, 649, 649, 649, 649, 649, 650, 650, 650, 650, 650, 650, 650, 650,
        ],
    }
}

/// The columns' widths when the table is this wide; together they are not wider.
pub(super) fn spread(table: Table, width: u32) -> Vec<u32> {
    let template = in_template(table);
    let whole: u32 = template.iter().sum();
    template.iter().map(|part| part * width / whole).collect()
}
