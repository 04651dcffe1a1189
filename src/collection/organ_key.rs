//! When two names are of the same organ: folded, without the region in front and without 人民政府 or 办事处 behind.
//!
//! Only the collection's own region is taken away. A name with another region in front, or with one above it that
//! nobody has named, stays as it is and so equals nothing: 甲市鼓楼区民政局 is not 乙市鼓楼区民政局.

use std::collections::BTreeSet;

use crate::import::label::folded;

/// What the name of a region ends with.
const CLASSES: [char; 7] = ['省', '市', '州', '盟', '县', '区', '旗'];

/// What a township's name ends with.
const TOWNSHIPS: [&str; 5] = ["镇", "乡", "街道", "苏木", "地区"];

/// What is left of a government's own name, or of its office's, once its region is taken away.
const GOVERNMENT: [&str; 14] = [
    "",
    "人民政府",
    "政府",
    "人民政府办公室",
    "人民政府办公厅",
    "人民政府办",
    "政府办公室",
    "政府办公厅",
    "政府办",
    "府办公室",
    "府办",
    "府",
    "办公室",
    "人民政府本级",
];

/// The region of a collection, as names of its organs begin with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Region {
    /// Its name, with those above it and without: 青山市云溪县, 云溪县.
    prefixes: BTreeSet<String>,
    /// The last character of its name, by which its organs call it: 县应急局.
    class: Option<char>,
}

impl Region {
    /// The region of a government: 云溪县 of 云溪县人民政府. `names` are those of its organs, from which the regions above
    /// it are learnt.
    #[must_use]
    pub fn of<'a>(government: &str, names: impl IntoIterator<Item = &'a str>) -> Self {
        let folded_name = folded(government);
        let name = ["人民政府", "政府"]
            .iter()
            .find_map(|word| Some(folded_name.split_once(word)?.0))
            .unwrap_or(&folded_name);
        let class = name.chars().last().filter(|last| CLASSES.contains(last));
        if class.is_none() {
            return Self::default();
        }
        let mut prefixes: BTreeSet<String> = name
            .char_indices()
            .filter(|(_, c)| CLASSES.contains(c))
            .filter_map(|(at, c)| name.get(at + c.len_utf8()..))
            .filter(|rest| rest.chars().count() > 1)
            .map(str::to_owned)
            .collect();
        prefixes.insert(name.to_owned());
        let own = prefixes.clone();
        for name in names {
            let name = folded(name);
            let above = own.iter().filter_map(|own| {
                let (above, _) = name.split_once(own.as_str())?;
                let region = above.ends_with(CLASSES);
                region.then(|| format!("{above}{own}"))
            });
            prefixes.extend(above.collect::<Vec<_>>());
        }
        Self { prefixes, class }
    }

    /// The keys of a name: as it stands, and without its region; each without 人民政府 or 办事处 behind. Two names with a
    /// key in common are of the same organ, as far as names tell.
    #[must_use]
    pub fn keys(&self, name: &str) -> BTreeSet<String> {
        let name = folded(name);
        let forms = self.without_region(&name).chain([name.as_str()]);
        let keys = forms.map(|form| without_ending(form).to_owned());
        keys.filter(|key| key.chars().count() > 1).collect()
    }

    /// The same for a name that may only be held against a report: short forms of the endings say nothing else either.
    #[must_use]
    pub fn loose_keys(&self, name: &str) -> BTreeSet<String> {
        let name = folded(name);
        let long = name
            .strip_suffix("政府")
            .map(|rest| format!("{rest}人民政府"))
            .or_else(|| Some(format!("{}办事处", name.strip_suffix('办')?)));
        let mut keys = self.keys(&name);
        keys.extend(long.iter().flat_map(|long| self.keys(long)));
        keys
    }

    /// The name without the region in front, in the ways in which that can be read.
    fn without_region<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let long = self.prefixes.iter();
        let long = long.filter_map(move |prefix| name.strip_prefix(prefix.as_str()));
        let short = self.class.and_then(|class| name.strip_prefix(class));
        long.chain(short)
    }

    /// Whether a name is that of a government at county level or above, or of its office: whether its report is its own
    /// or the sum of all nobody can tell from the name.
    #[must_use]
    pub fn is_government(&self, name: &str) -> bool {
        let name = folded(name);
        let own = self
            .without_region(&name)
            .any(|rest| GOVERNMENT.contains(&rest));
        let any = GOVERNMENT.iter().filter(|word| word.contains("人民政府"));
        let any = any
            .filter_map(|word| name.strip_suffix(word))
            .any(|region| region.is_empty() || region.ends_with(CLASSES));
        own || any || GOVERNMENT.contains(&name.as_str())
    }
}

/// A name without what a township's or subdistrict's ends with. Short forms of these endings (镇政府, 街道办) are asked about:
/// most lists have them as aliases, and to be asked is no harm.
fn without_ending(name: &str) -> &str {
    let township = |rest: &&str| TOWNSHIPS.iter().any(|ending| rest.ends_with(ending));
    let government = name.strip_suffix("人民政府").filter(township);
    let office = || name.strip_suffix("办事处");
    government.or_else(office).unwrap_or(name)
}

/// Whether a short name is made of characters of a long one, in their order, and ends alike: 卫健局 of 卫生健康局.
#[must_use]
pub fn abbreviates(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    let (length, full) = (short.chars().count(), long.chars().count());
    (2..full).contains(&length)
        && short.chars().next() == long.chars().next()
        && short.chars().last() == long.chars().last()
        && short.chars().all(|c| rest.any(|other| other == c))
}
