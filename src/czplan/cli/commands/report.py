"""`czplan report`: one page for everybody else."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from czplan.cli import options as opt
from czplan.cli.asking import asked, none_in, tell_gone
from czplan.cli.commands.export import OutOpt, chosen
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.language import current
from czplan.cli.opening import opened
from czplan.cli.to_file import put

if TYPE_CHECKING:
    import pandas as pd

    from czplan.cli.asking import QuestionArgs
    from czplan.dataset import Dataset

_WEB = re.compile(
    r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[1-9][0-9]{0,4})?(/([a-z0-9._~!$&'()*+,;=:@/-]|%[0-9a-f]{2})*)?",
    re.IGNORECASE | re.ASCII,
)
"""A web address that can stand before the paths of a site's pages (RFC 3986, host and path)."""

SiteOpt = Annotated[
    str | None,
    opt.option("--site DIR", "写一个网站文件夹", "write a folder for a web host", opt.SCREEN),
]
BaseOpt = Annotated[
    str | None,
    opt.option("--base-url URL", "网站的网址", "the address that the folder will have", opt.SCREEN),
]


@described(
    "czplan report --year 2025 -o report.html",
    "czplan report --site public --base-url https://example.org/plan/",
    zh="一个 HTML 文件：不联网、可存可发，页内可切换中英文、搜索、筛选、排序，每个目标都有链接。"
    "不写 -o 时，终端上写入当前文件夹的 czplan-report-年份.html，管道中写到标准输出。"
    "--site 写一个可放到任何网站的文件夹：每个目标一页，附 data.csv、data.json、更正记录；"
    "给出网址（--base-url，或 dataset.yaml 的 site）时另有 feed.xml 与 sitemap.xml。",
    en="One HTML file that needs no network: both languages with a switch, search, filters, order, "
    "and a link for every goal. Without -o it becomes czplan-report-YEAR.html in the current "
    "folder, or, in a pipe, goes to standard output. --site writes a folder for any web host: a "
    "page a goal, data.csv, data.json and corrections; with its address (--base-url, or site in "
    "dataset.yaml) feed.xml and sitemap.xml too.",
)
def report(
    *,
    output: OutOpt = None,
    site: SiteOpt = None,
    base_url: BaseOpt = None,
    ask: opt.QuestionOpts,
    goals: opt.GoalOpts,
    verdicts: opt.VerdictOpts,
    data: opt.DataOpt = None,
) -> None:
    """Write the verdicts of a year as one offline HTML page."""
    if site is not None and output is not None:
        errors.fail("--site 与 -o 只能用一个", "give --site or -o, not both")
    if base_url is not None and site is None:
        errors.fail("--base-url 与 --site 同用", "--base-url goes with --site")
    address = _address(base_url, "--base-url")
    ds = opened(data)
    question = asked(ds, **ask)

    from czplan import progress as judge
    from czplan import report as pages
    from czplan.places import chosen_places

    wanted = {**goals, **verdicts}
    frame = chosen(judge(ds, **question, reasons=True), ds, wanted)
    if frame.empty:
        none_in(ds, question["year"], as_of=ask["as_of"])
    meant = chosen_places(ds, goals["place"], goals["level"])
    tell_gone(ds, question["year"], meant, asked=bool(goals["place"]))
    if site is not None:
        _site(ds, frame, Path(site), address or _address(ds.site, "site"), question, wanted)
        return
    if output is None and sys.stdout.isatty():
        output = f"czplan-report-{question['year']}.html"
    page = pages.page(
        ds, frame, current(), as_of=question["as_of"], grade=question["grade"], wanted=wanted
    )
    put(page.encode(), output)


def _address(url: str | None, name: str) -> str:
    """Return a site's address with a `/` at its end, empty where none is given.

    Raises:
        errors.Refusal: it is no web address.
    """
    if url is None:
        return ""
    if not _WEB.fullmatch(url):
        errors.fail(
            f"{name} 不能用作网站的网址：{url}。写作 https://example.org/plan/"
            "（不含用户名、密码、空格、? 和 #，其他文字写成 %E5 一类）",
            f"{name}: {url} can't be a site's address. Write it as https://example.org/plan/ "
            "(no user name or password, no space, ? or #; other letters as %E5 and the like)",
        )
    return url.rstrip("/") + "/"


def _site(
    ds: Dataset,
    frame: pd.DataFrame,
    folder: Path,
    base: str,
    question: QuestionArgs,
    wanted: Mapping[str, Any],
) -> None:
    """Write a site and say what it lacks."""
    from czplan import report as pages
    from czplan.report.site_folder import LISTING
    from czplan.storage import write_folder

    files = pages.site(
        ds, frame, folder, current(), base=base, as_of=question["as_of"],
        grade=question["grade"], wanted=wanted,
    )  # fmt: skip
    write_folder(folder, files, listing=LISTING)
    errors.hint(f"已写入 {folder}：{len(files)} 个文件", f"wrote {folder}: {len(files)} files")
    if not base:
        errors.hint(
            "没有网址，未写 feed.xml 与 sitemap.xml：用 --base-url，或在 dataset.yaml 写 site",
            "without an address there is no feed.xml and no sitemap.xml: give --base-url, or "
            "site in dataset.yaml",
        )
