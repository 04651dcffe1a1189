//! 年报编制器: an in-browser builder of the 政府信息公开工作年度报告.
