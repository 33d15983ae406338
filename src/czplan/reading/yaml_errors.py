"""What the YAML parser complains of, said so that a curator can mend it, in both languages."""

from __future__ import annotations

import re

from czplan.faults import Both

_QUOTE = Both("给这段文字加上引号", "put the text in quotes")

WIDE = (
    Both("缩进用了全角空格或不间断空格", "a full-width or no-break space is used to indent"),
    Both("缩进一律用普通空格", "indent with plain spaces only"),
)
"""What is wrong, and the remedy, where a key stands behind white space that is none to YAML."""

_BY_PROBLEM: tuple[tuple[str, Both, Both], ...] = (
    (
        r"tab character",
        Both("缩进用了制表符（Tab）", "a tab is used to indent"),
        Both("缩进一律用空格", "indent with spaces only"),
    ),
    (
        r"mapping values are not allowed",
        Both(
            "这里不能再出现“: ”：文字里带冒号，或缩进不对",
            "a second `: ` can't stand here: a text holds a colon, or the indentation is off",
        ),
        Both("带冒号的文字加引号，并检查缩进", "quote a text with a colon, and check indentation"),
    ),
    (
        r"could not find expected ':'|did not find expected ':'",
        Both("这一行缺少冒号", "a colon is missing here"),
        Both("写成 字段: 值，冒号后留空格", "write field: value with a space after the colon"),
    ),
    (
        r"expected ',' or '\]'",
        Both("方括号 [ 没有配对", "a bracket [ isn't closed"),
        Both("补上 ] 或逗号；以 [ 开头的文字加引号", "add ] or a comma; quote a text with ["),
    ),
    (
        r"expected ',' or '\}'",
        Both("花括号 { 没有配对", "a brace { isn't closed"),
        Both("补上 } 或逗号；以 { 开头的文字加引号", "add } or a comma; quote a text with {"),
    ),
    (
        r"nesting depth",
        Both("嵌套过深", "nested too deeply"),
        Both("检查多余的括号", "look for stray brackets"),
    ),
    (
        r"unexpected end of stream|expected the node content",
        Both("引号没有配对，文件在引号中结束", "a quote isn't closed: the file ends inside it"),
        Both("补上引号", "close the quote"),
    ),
    (
        r"unexpected document (?:indicator|separator)",
        Both("引号没有配对，遇到了 ---", "a quote isn't closed before ---"),
        Both("补上引号", "close the quote"),
    ),
    (
        r"escape|hexadecimal|Unicode character code",
        Both("双引号里的反斜杠写法不对", "a backslash in double quotes isn't understood"),
        Both("改用单引号，或写 \\\\", "use single quotes, or write \\\\"),
    ),
    (
        r"expected comment or line break|expected chomping or indentation|indentation indicator",
        Both("以 > 或 | 开头的文字没有加引号", "a text that begins with > or | isn't quoted"),
        _QUOTE,
    ),
    (
        r"expected alphabetic or numeric character",
        Both("以 * 或 & 开头的文字没有加引号", "a text that begins with * or & isn't quoted"),
        _QUOTE,
    ),
    (
        r"undefined tag handle|tag|TAG",
        Both("以 ! 开头的文字没有加引号，或 YAML 标签有误", "a text with ! isn't quoted, or a tag"),
        Both("删去标签，或加引号", "delete the tag, or use quotes"),
    ),
    (
        r"sequence entries are not allowed|expected '-' indicator|expected <block end>.*'-'",
        Both("列表项“- ”的缩进不对", "the list item `- ` is indented wrongly"),
        Both("各列表项左边对齐", "line the items up"),
    ),
    (
        r"expected key|expected <block end>|block mapping|mapping keys are not allowed",
        Both("这里的缩进不对，或引号、括号没有配对", "indentation, quote or bracket is off here"),
        Both("同一层的字段左边对齐，引号成对", "line the fields up, close quotes and brackets"),
    ),
    (
        r"document start|directive|%YAML|version|incompatible",
        Both(
            "多了 % 指令，或 --- 、... 之后还有内容", "a % directive, or content after --- or ..."
        ),
        Both(
            "删去 % 行和 ... 行；以 % 开头的文字加引号",
            "delete the % or ... line; quote a text with %",
        ),
    ),
)

_STARTS = Both("文字不能以“{char}”开头而不加引号", "a text can't begin with {char} unquoted")


def explain(problem: str, char: str) -> tuple[Both, Both]:
    """Return what is wrong and the remedy.

    Args:
        problem: the parser's own words (libyaml's or the pure parser's).
        char: the character at the place of the fault, empty at the end of the file.
    """
    if re.search(r"cannot start any token|expected the node content", problem):
        if char == "\t":
            problem = "tab character"
        elif char in {"%", "@", "`", ",", "]", "}", "|", ">"}:
            return Both(*(said.format(char=char) for said in _STARTS)), _QUOTE
    if char == ":" and "expected ',' or" in problem:
        problem = "mapping values are not allowed"
    for pattern, said, remedy in _BY_PROBLEM:
        if re.search(pattern, problem):
            return said, remedy
    return (
        Both(f"不是合格的 YAML（{problem}）", f"this is no valid YAML ({problem})"),
        Both("检查这一行的缩进、冒号和引号", "check indentation, colons and quotes of this line"),
    )
