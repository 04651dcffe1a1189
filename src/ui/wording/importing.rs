//! The sentences about what was found in pasted pages and opened files.

use crate::import::found::NoteKind;
use crate::import::open::Refused;
use crate::import::taking::Purpose;

/// What a choice of purpose does.
pub const fn purpose_hint(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Current => "识别出的数和文字写入草稿，表格里原来填的以识别结果为准。",
        Purpose::Previous => "存为上年年报：用来对照、带入结转和跨年校核，本年已填的不改。",
        Purpose::Compare => "只列出与草稿不同的格，草稿不改动。",
    }
}

/// What is to be looked at.
pub const fn note(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::LikeLabel => "行名与格式不完全一致，按最接近的一行填入，请核对",
        NoteKind::PartlyBlank => "这一行有的格是空的，数字可能错了位，请核对",
        NoteKind::ByOrder => "没有可以对上的列名，按格式的列顺序填入，请核对",
        NoteKind::NoTotal => "这一行有数而总计为空，请核对各数是否在各自的列",
        NoteKind::Split => "数字连在一起，按唯一可行的拆法拆开，请核对",
        NoteKind::RunTogether => "数字连在一起，不能确定怎样拆开，没有填入，请对照原文填写",
        NoteKind::OthersOfOldFormat => {
            "2019年格式的“其他处理”只有一行，填入“3.其他”，请按实际情况分到三行"
        }
        NoteKind::OldFormat => "2019年格式的项目，口径与现行格式不同，没有填入",
        NoteKind::OtherUnit => "收费金额的单位不是万元，没有填入，请换算后填写",
        NoteKind::NotPlain => "格里除了数还有别的内容，照原样填入，请改成一个数",
        NoteKind::Twice => "同一格出现了两个不同的数，没有填入，请对照原文填写",
        NoteKind::Row => "没有看懂这一行，没有填入",
        NoteKind::Table => "不是年报的三张表，没有采用",
        NoteKind::Heading => "标题与格式的写法不完全一致，按对应的部分采用",
        NoteKind::Organ => "机关名称取自标题旁边的一行，请核对",
        NoteKind::SecondReport => "后面像是另一份报告，没有采用，单独列出",
        NoteKind::CutShort => "内容太长，后面的部分没有读",
        NoteKind::Hidden => "隐藏的行、列没有采用",
        NoteKind::HiddenSheet => "隐藏的工作表没有采用",
        NoteKind::HiddenText => "隐藏的文字没有采用",
        NoteKind::ShownOtherwise => "显示的数与格里存的数不同，按显示的填入，请核对",
        NoteKind::FormatUnknown => "显示格式没有读懂，按格里存的数填入，请对照原表核对",
        NoteKind::NoResult => "公式没有存计算结果，没有填入。请用 Excel 或 WPS 打开、保存后再选",
        NoteKind::Footnote => "脚注、尾注放在所在段落或表格之后，请核对",
        NoteKind::TextBox => "文本框的文字放在所在段落之后，请核对",
        NoteKind::Prompt => "模板的提示文字没有采用",
        NoteKind::Comment => "批注没有采用",
        NoteKind::Embedded => {
            "文件里嵌着另一个文件，没有读。请用 Word 或 WPS 打开，另存为 .docx 后再选"
        }
        NoteKind::Numbering => "自动编号的样式没有读懂，编号没有采用，请补写",
        NoteKind::Sheets => "取自几个工作表，请核对是不是同一份年报",
        NoteKind::Broken => "有的字已损坏，显示为“\u{fffd}”，请对照原文改正",
        NoteKind::Head => "列名没有认出，这一列没有填入",
        NoteKind::Year => "没有标题，年度是从正文里推断的，请核对",
        NoteKind::ForeignHeading => "不是格式里的标题，连同下面的文字留在上一部分，请核对",
        NoteKind::OtherHeading => "标题与格式不同，按序号归入对应的部分，请核对",
    }
}

/// What to do about a file that is not read.
pub const fn refused(why: Refused) -> &'static str {
    match why {
        Refused::Unreadable => "读不出来。请确认文件没有被别的程序占用，再选一次。",
        Refused::TooLarge => "超过 32 MB，年报不会这么大。请打开文件，只复制年报正文，粘贴到这里。",
        Refused::OldOffice => {
            "是旧的 .doc、.xls 或 .wps 格式，不能直接读取。请用 Word 或 WPS 打开，全选（Ctrl+A）、复制（Ctrl+C），再粘贴到这里；或另存为 .docx、.xlsx 后再选。"
        }
        Refused::Pdf => {
            "是 PDF，不能直接读取。请优先使用网页或 Word 版；只有 PDF 时，打开后全选、复制，再粘贴到这里，并逐格核对。"
        }
        Refused::WebArchive => {
            "是整页存档，不能直接读取。请用浏览器打开，全选、复制，再粘贴到这里。"
        }
        Refused::Picture => "是图片，不能读取。请找到文字版，或对照图片填写。",
        Refused::Damaged => {
            "读不下去，可能没有下载完整。请用 Word、WPS 或 Excel 打开，全选、复制，再粘贴到这里。"
        }
        Refused::Swollen => "解开后太大，没有读取。请打开文件，只复制年报正文，粘贴到这里。",
        Refused::Empty => "是空文件，里面没有内容。请确认文件已经保存、下载完整，再选一次。",
        Refused::Ofd => {
            "是 OFD 版式文件，不能直接读取。请优先使用网页或 Word 版；只有 OFD 时，打开后全选、复制，再粘贴到这里，并逐格核对。"
        }
        Refused::Locked => {
            "有密码保护，不能读取。请用 Word、Excel 或 WPS 输入密码打开，去掉密码另存后再选；或者打开后全选（Ctrl+A）、复制（Ctrl+C），粘贴到这里。"
        }
        Refused::Rtf => {
            "是 RTF 格式，不能直接读取。请用 Word 或 WPS 打开，另存为 .docx 后再选；或者全选、复制，粘贴到这里。"
        }
        Refused::Packed => "是压缩包，不能直接读取。请先解压，再选里面的文件。",
        Refused::CutShort => {
            "不完整，后面的部分缺失，可能没有下载完。请重新下载或重新复制这个文件，再选一次。"
        }
        Refused::TooLong => "内容太长，年报不会这么长。请只复制年报正文，粘贴到这里。",
        Refused::Newer => "是较新版本的程序保存的备份，这个版本读不了。请用新版本打开。",
        Refused::OtherJson => "不是本程序的备份文件，不能读取。请选用“下载备份”保存的文件。",
        Refused::BackupDamaged => {
            "是备份文件，但内容不完整或已损坏，没有读取。请换一份备份，或重新下载后再选。"
        }
        Refused::NoDrafts => "是全部草稿的存档，但里面没有能读的草稿。",
        Refused::Embedded => {
            "正文嵌在另一个文件里，不能直接读取。请用 Word 或 WPS 打开，另存为 .docx 后再选。"
        }
        Refused::OldXml => {
            "是 Word 2003 的 XML 格式，不能直接读取。请用 Word 或 WPS 打开，另存为 .docx 后再选；或者全选、复制，粘贴到这里。"
        }
        Refused::BinaryExcel => {
            "是 .xlsb 格式，不能直接读取。请用 Excel 或 WPS 打开，另存为 .xlsx 后再选；或者全选、复制，粘贴到这里。"
        }
        Refused::OpenDocument => {
            "是 .odt 或 .ods 格式，不能直接读取。请打开后另存为 .docx、.xlsx 再选；或者全选、复制，粘贴到这里。"
        }
        Refused::Unknown => {
            "不是能读取的格式。可以选网页（.html）、Word（.docx）、Excel（.xlsx）、文本（.txt）和备份文件（.json）。"
        }
    }
}

/// Nothing of a report was found.
pub const NOTHING_FOUND: &str = "没有找到年报的内容。请把年报页面从标题到末尾全部选中（Ctrl+A）、复制（Ctrl+C），再粘贴到这里。草稿没有改动。";
