//! The sentences for what can go wrong: what happened, what is safe, what to do.

use crate::checks::word_list::{Fault, Unreadable, WordList};
use crate::storage::archive::Merged;
use crate::storage::backup::BackupError;
use crate::storage::damage::{Damage, Expected};
use crate::storage::envelope::StoredError;
use crate::storage::reconcile::Reconciled;
use crate::storage::reminder::Reminder;
use crate::storage::shelf::ShelfError;
use crate::storage::snapshots::BUDGET;
use crate::storage::store::SaveError;
use crate::storage::usage::GIVEN;
use crate::ui::cabinet::Trouble;

/// Why a backup file cannot be restored.
pub fn backup_error(error: &BackupError) -> String {
    match error {
        BackupError::Empty => "这个文件是空的，没有可以恢复的内容。请换一个备份文件。".to_owned(),
        BackupError::NotText => {
            "这个文件不是文本，可能选错了文件。请选择用“下载备份”保存的 .json 文件。".to_owned()
        }
        BackupError::NotJson { line, column } => format!(
            "备份文件在第 {line} 行第 {column} 列处读不下去，可能没有下载完整或被改动过。请换一个备份文件；现有草稿没有改动。"
        ),
        BackupError::NotOurs { .. } => {
            "这个文件不是年报编制器的备份文件。请选择用“下载备份”保存的 .json 文件。".to_owned()
        }
        BackupError::Newer { version } => format!(
            "这个备份由较新版本的年报编制器保存（文件版本 {version}），本版本不能读取。请使用新版本打开；现有草稿没有改动。"
        ),
        BackupError::Damaged(damage) => format!(
            "备份文件里的“{}”不对，{}。现有草稿没有改动。",
            path(damage),
            expected(damage.expected)
        ),
    }
}

/// No draft is to be seen, and the copy that may hold some could not be opened.
pub const NOT_OPENED: &str = "浏览器没有打开保存草稿的数据库。以前的草稿可能还在，请稍等再重新打开本页；仍然没有的，关闭全部浏览器窗口后再试。";

/// The browser's data were cleared while the page was open.
pub const CLEARED: &str = "浏览器里保存的数据刚才被清除了。打开着的这份草稿已重新保存；其他草稿和历史版本，没有备份文件的，可能已经找不回来。请下载备份。";

/// What is on the desk is not in storage, and therefore stays.
pub const CANNOT_LEAVE: &str = "正在编辑的草稿没有保存成功，还不能换到别的草稿，也不能删除它。请先下载备份，再到“全部草稿”里彻底删除不用的草稿，腾出空间。";

/// A draft was deleted, and can be taken back.
pub const DELETED: &str = "草稿已删除，可在“全部草稿”里找回。";

/// What stood here became a draft of its own.
pub const APART_DELETED: &str =
    "另一个窗口删除了这份草稿。本窗口尚未保存的内容已另存为一份新草稿，可在“全部草稿”里找到。";

/// The same, where the draft was changed.
pub const APART_CHANGED: &str =
    "另一个窗口改动了这份草稿。本窗口尚未保存的内容已另存为一份新草稿，可在“全部草稿”里找到。";

/// What a crash had taken is there again.
pub const RESTORED: &str = "上次没有正常关闭，已恢复到最后保存的内容。";

/// So many deleted drafts had to make room.
pub fn recycled(number: usize) -> String {
    format!(
        "浏览器的存储空间已满。为了保存现在的内容，最早删除的 {number} 份草稿已从“已删除的草稿”里彻底删除。"
    )
}

/// The window that edited has gone away, and this one edits.
pub const YOURS_AGAIN: &str = "另一个窗口已经关闭，现在可以在本窗口编辑。";

/// Two states of a draft were found of which neither was written upon the other.
pub const PARTED: &str = "发现同一份草稿有两个不同的版本，已分别保留在“全部草稿”里，请核对。";

/// What was found at the start, when the two copies of the drafts were compared, that the user has to know.
pub fn reconciled(done: &Reconciled) -> Option<String> {
    let mut text = String::new();
    if !done.forked.is_empty() {
        text += PARTED;
    }
    if !done.aside.is_empty() {
        text += &format!(
            "有 {} 处保存的数据已损坏，草稿已用另一处完好的内容恢复。损坏的数据另外保留，可在“全部草稿”里下载。",
            done.aside.len()
        );
    }
    if let Some((_, version)) = done.newer.first() {
        text += &format!(
            "有 {} 份草稿由较新版本的年报编制器保存（数据版本 {version}），本版本没有改动它们。请使用新版本打开。",
            done.newer.len()
        );
    }
    if let Some((_, error)) = done.failed.first() {
        text += &format!(
            "有 {} 份草稿没有恢复到最后保存的内容：{}。处理以后请刷新页面。",
            done.failed.len(),
            save_cause(error)
        );
    }
    (!text.is_empty()).then_some(text)
}

/// How much room there is and what is taken: UTF-16 units of localStorage, bytes of snapshots.
pub fn room(drafts: u64, snapshots: Option<u64>) -> String {
    let tenths = |units: u64| {
        let tenths = units.div_ceil(100_000);
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    let percent = (drafts * 100).div_ceil(GIVEN);
    let history = snapshots.map_or_else(
        || "这个浏览器没有提供保存历史版本的地方。".to_owned(),
        |used| {
            format!(
                "历史版本另存，已用 {} MB，最多 {} MB。",
                tenths(used),
                BUDGET / 1_000_000
            )
        },
    );
    format!(
        "草稿的存储空间约 {} 万字，已用 {} 万字（{percent}%）。{history}",
        GIVEN / 10_000,
        drafts.div_ceil(10_000)
    )
}

/// What became of a file with all drafts.
pub fn merged(merged: &Merged) -> String {
    let mut text = format!("已读入 {} 份草稿", merged.added);
    if merged.snapshots > 0 {
        text += &format!("、{} 个历史版本", merged.snapshots);
    }
    text.push('。');
    if merged.same > 0 {
        text += &format!("{} 份这里已经有了，没有重复读入。", merged.same);
    }
    if merged.beside > 0 {
        text += &format!(
            "其中 {} 份与这里的同一份草稿内容不同，两份都保留，请核对。",
            merged.beside
        );
    }
    if merged.unreadable > 0 {
        text += &format!(
            "有 {} 份读不出来或者由较新版本保存，已原样保留。",
            merged.unreadable
        );
    }
    if let Some(error) = &merged.failed {
        text += &format!("其余的没有读入：{}。", save_cause(error));
    }
    text
}

/// What the banner says.
pub fn trouble(trouble: &Trouble) -> String {
    match trouble {
        Trouble::NoStorage(ShelfError::Forbidden) => {
            "浏览器不允许本页面保存数据，关闭页面后所填内容会丢失。请边填边下载备份，下次用“恢复备份”打开。".to_owned()
        }
        Trouble::NoStorage(ShelfError::Full) => {
            "浏览器的存储空间已满，本页面不能保存数据，关闭页面后所填内容会丢失。请下载备份，下次用“恢复备份”打开。".to_owned()
        }
        Trouble::NoStorage(ShelfError::Other(name)) => format!(
            "浏览器的存储功能出错（{name}），本页面不能保存数据，关闭页面后所填内容会丢失。请下载备份，下次用“恢复备份”打开。"
        ),
        Trouble::NotSaved(error) => format!(
            "刚才的改动没有保存成功：{}。上一次保存的内容还在。请马上下载备份。",
            save_cause(error)
        ),
        Trouble::EditedElsewhere => {
            "这份草稿正在另一个窗口编辑，本窗口只能查看。".to_owned()
        }
        Trouble::EditorSilent => {
            "编辑这份草稿的另一个窗口没有回应，可能已经关闭。本窗口只能查看，可以改在本窗口编辑。".to_owned()
        }
        Trouble::EditorGone => {
            "编辑这份草稿的另一个窗口已经关闭，可以改在本窗口编辑。".to_owned()
        }
        Trouble::NotCompared => {
            "浏览器还没有读出保存草稿的数据库，里面可能有这份草稿更新的内容。可以继续等待；也可以用现在看到的内容开始填写，以后找到更新的，两份都保留。".to_owned()
        }
        Trouble::OtherFound { .. } => {
            "找到了这份草稿原来保存的内容，与本窗口现在填写的不同。两份都已保留在“全部草稿”里，请核对。".to_owned()
        }
        Trouble::DeletedElsewhere => {
            "这份草稿已在另一个窗口删除，本窗口只能查看。要继续编辑的，请到“全部草稿”的“已删除的草稿”里恢复。".to_owned()
        }
        Trouble::Unreadable { error, .. } => stored_error(error),
    }
}

/// Why it is time for a backup file.
pub fn reminder(reminder: &Reminder) -> String {
    let saves = reminder.saves;
    if reminder.proven {
        format!(
            "这份草稿已有 {saves} 次改动没有备份。清理浏览器数据、重装系统都会丢失草稿，请下载备份，存到U盘或共享盘。"
        )
    } else {
        format!(
            "有的浏览器在关闭时清除数据，本浏览器会不会保留草稿还不能确认。已有 {saves} 次改动没有备份，请下载备份，存到U盘或共享盘。"
        )
    }
}

/// Why a stored draft cannot be opened.
fn stored_error(error: &StoredError) -> String {
    match error {
        StoredError::Absent => "这份草稿已经不在了，可能在另一个窗口被删除。".to_owned(),
        StoredError::Newer { version } => format!(
            "这份草稿由较新版本的年报编制器保存（数据版本 {version}），本版本不能打开，数据原样保留。请使用新版本打开，或下载原始数据。"
        ),
        // Nothing at all ends before the first character.
        StoredError::NotJson { line: 1, column: 0 } => kept("这份草稿的数据是空的"),
        StoredError::NotJson { line, column } => kept(&format!(
            "这份草稿的数据在第 {line} 行第 {column} 列处读不下去，可能没有写完整"
        )),
        StoredError::NotOurs { .. } => kept("存放这份草稿的地方是别的内容，可能被其他程序改写"),
        StoredError::Checksum => kept("这份草稿的数据与保存时不一致，可能被改动过"),
        StoredError::OtherDraft { .. } => kept("存放这份草稿的地方是另一份草稿的数据"),
        StoredError::Invalid(damage) => kept(&format!(
            "这份草稿的“{}”不对，{}",
            path(damage),
            expected(damage.expected)
        )),
    }
}

/// Why a stored draft cannot be opened, and that it stays as it is.
fn kept(cause: &str) -> String {
    format!("{cause}，不能打开。数据原样保留，可以下载原始数据交给技术人员，或用备份文件恢复。")
}

/// Why a draft could not be deleted or brought back.
pub fn delete_error(error: &SaveError) -> String {
    format!("没有删除或恢复成功：{}。", save_cause(error))
}

fn save_cause(error: &SaveError) -> String {
    match error {
        SaveError::Shelf(ShelfError::Forbidden) => "浏览器不允许本页面保存数据".to_owned(),
        SaveError::Shelf(ShelfError::Full) => {
            "浏览器的存储空间已满，可以在“全部草稿”里彻底删除不用的草稿".to_owned()
        }
        SaveError::Shelf(ShelfError::Other(name)) => format!("浏览器的存储功能出错（{name}）"),
        SaveError::Conflict(_) => "另一个窗口改动了这份草稿".to_owned(),
        SaveError::Deleted(_) => "另一个窗口删除了这份草稿".to_owned(),
        SaveError::Unreadable(_) => "存储里原有的数据读不出来，为免覆盖没有写入".to_owned(),
        SaveError::NotKept { .. } => "浏览器没有如实保存写入的内容".to_owned(),
    }
}

fn path(damage: &Damage) -> String {
    damage.path.join(" → ")
}

const fn expected(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "应当是文字",
        Expected::Number => "应当是数字",
        Expected::Year => "应当是四位数字的年份",
        Expected::Level => "应当是机关类别的标识",
        Expected::Object => "应当是花括号里的一组内容",
        Expected::List => "应当是方括号里的一列内容",
        Expected::Once => "同一项出现了两次",
        Expected::Present => "缺少这一项",
    }
}

/// What was read of a word list, and which lines were not.
pub fn words(list: &WordList) -> String {
    /// So many lines are named; more would not be read.
    const NAMED: usize = 4;
    let mut text = format!("共 {} 条。", list.entries().len());
    let unreadable = list.unreadable();
    for Unreadable { line, fault } in unreadable.iter().take(NAMED) {
        let why = match fault {
            Fault::TooManySeparators => "不止一个分隔符",
            Fault::WrongEqualsRight => "错词和正词相同",
            Fault::NoWrongWord => "没有写错词",
        };
        text.push_str(&format!("第 {line} 行没有采用：{why}。"));
    }
    if unreadable.len() > NAMED {
        text.push_str(&format!("没有采用的共 {} 行。", unreadable.len()));
    }
    text
}
