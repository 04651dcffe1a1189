//! The three official tables with 200 distinct figures, of which every fifth is blank: what the files were made of.

use readers::{Block, Cell};

/// A cell of a table: its text, columns and rows.
pub type Official = (String, usize, usize);

fn cell(text: &str, columns: usize, rows: usize) -> Official {
    (text.to_owned(), columns, rows)
}

/// Hands out the figures in order.
struct Figures(usize);

impl Figures {
    fn next(&mut self, columns: usize) -> Official {
        let at = self.0;
        self.0 += 1;
        let text = match at {
            at if at % 5 == 4 => String::new(),
            at => (1003 + at * 7).to_string(),
        };
        (text, columns, 1)
    }

    fn row(&mut self, labels: Vec<Official>, count: usize) -> Vec<Official> {
        let figures = (0..count).map(|_| self.next(1));
        labels
            .into_iter()
            .chain(figures.collect::<Vec<_>>())
            .collect()
    }
}

/// The tables as rows of cells.
pub fn tables() -> [Vec<Vec<Official>>; 3] {
    let mut figures = Figures(0);
    [
        proactive(&mut figures),
        applications(&mut figures),
        review(&mut figures),
    ]
}

fn proactive(figures: &mut Figures) -> Vec<Vec<Official>> {
    let mut rows = vec![
        vec![cell("第二十条第（一）项", 4, 1)],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
            .map(|text| cell(text, 1, 1))
            .to_vec(),
        figures.row(vec![cell("规章", 1, 1)], 3),
        figures.row(vec![cell("行政规范性文件", 1, 1)], 3),
    ];
    for (article, head, names) in [
        ("五", "本年处理决定数量", vec!["行政许可"]),
        ("六", "本年处理决定数量", vec!["行政处罚", "行政强制"]),
        ("八", "本年收费金额（单位：万元）", vec!["行政事业性收费"]),
    ] {
        rows.push(vec![cell(&format!("第二十条第（{article}）项"), 4, 1)]);
        rows.push(vec![cell("信息内容", 1, 1), cell(head, 3, 1)]);
        for name in names {
            rows.push(vec![cell(name, 1, 1), figures.next(3)]);
        }
    }
    rows
}

fn applications(figures: &mut Figures) -> Vec<Vec<Official>> {
    const GROUPS: [(&str, &[&str]); 4] = [
        (
            "（三）不予公开",
            &[
                "1.属于国家秘密",
                "2.其他法律行政法规禁止公开",
                "3.危及“三安全一稳定”",
                "4.保护第三方合法权益",
                "5.属于三类内部事务信息",
                "6.属于四类过程性信息",
                "7.属于行政执法案卷",
                "8.属于行政查询事项",
            ],
        ),
        (
            "（四）无法提供",
            &[
                "1.本机关不掌握相关政府信息",
                "2.没有现成信息需要另行制作",
                "3.补正后申请内容仍不明确",
            ],
        ),
        (
            "（五）不予处理",
            &[
                "1.信访举报投诉类申请",
                "2.重复申请",
                "3.要求提供公开出版物",
                "4.无正当理由大量反复申请",
                "5.要求行政机关确认或重新出具已获取信息",
            ],
        ),
        (
            "（六）其他处理",
            &[
                "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
                "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
                "3.其他",
            ],
        ),
    ];
    let identity = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";
    let mut rows = vec![
        vec![cell(identity, 3, 3), cell("申请人情况", 7, 1)],
        vec![
            cell("自然人", 1, 2),
            cell("法人或其他组织", 5, 1),
            cell("总计", 1, 2),
        ],
        [
            "商业企业",
            "科研机构",
            "社会公益组织",
            "法律服务机构",
            "其他",
        ]
        .map(|text| cell(text, 1, 1))
        .to_vec(),
    ];
    for name in [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
    ] {
        rows.push(figures.row(vec![cell(name, 3, 1)], 7));
    }
    let whole = cell("三、本年度办理结果", 1, 22);
    rows.push(figures.row(vec![whole, cell("（一）予以公开", 2, 1)], 7));
    let partly = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）";
    rows.push(figures.row(vec![cell(partly, 2, 1)], 7));
    for (group, names) in GROUPS {
        for (at, name) in names.iter().enumerate() {
            let head = (at == 0).then(|| cell(group, 1, names.len()));
            let labels = head.into_iter().chain([cell(name, 1, 1)]).collect();
            rows.push(figures.row(labels, 7));
        }
    }
    rows.push(figures.row(vec![cell("（七）总计", 2, 1)], 7));
    rows.push(figures.row(vec![cell("四、结转下年度继续办理", 3, 1)], 7));
    rows
}

fn review(figures: &mut Figures) -> Vec<Vec<Official>> {
    const OUTCOMES: [&str; 5] = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    let mut second: Vec<Official> = OUTCOMES.map(|text| cell(text, 1, 2)).to_vec();
    second.push(cell("未经复议直接起诉", 5, 1));
    second.push(cell("复议后起诉", 5, 1));
    let third = [OUTCOMES, OUTCOMES].concat();
    vec![
        vec![cell("行政复议", 5, 1), cell("行政诉讼", 10, 1)],
        second,
        third.iter().map(|text| cell(text, 1, 1)).collect(),
        figures.row(Vec::new(), 15),
    ]
}

/// Every place of a table with the text of the cell that covers it; a place that none covers has nothing.
pub fn places(rows: &[Vec<Official>]) -> Vec<Vec<Option<String>>> {
    let mut places: Vec<Vec<Option<String>>> = vec![Vec::new(); rows.len()];
    for (top, cells) in rows.iter().enumerate() {
        let mut column = 0;
        for (text, columns, down) in cells {
            while places[top].get(column).is_some_and(Option::is_some) {
                column += 1;
            }
            for row in places.iter_mut().skip(top).take(*down) {
                row.resize(row.len().max(column + columns), None);
                row[column..column + columns].fill(Some(text.trim().to_owned()));
            }
            column += columns;
        }
    }
    places
}

/// The tables of what was read, in the same form.
pub fn read_tables(blocks: &[Block]) -> Vec<Vec<Vec<Official>>> {
    let own = |cell: &Cell| (cell.text.clone(), cell.columns, cell.rows);
    let tables = blocks.iter().filter_map(|block| match block {
        Block::Table(rows) => Some(
            rows.iter()
                .map(|row| row.iter().map(own).collect())
                .collect(),
        ),
        Block::Paragraph { .. } => None,
    });
    tables.collect()
}
