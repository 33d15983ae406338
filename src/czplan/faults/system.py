"""Why the system refused, in both languages."""

from __future__ import annotations

import errno

from czplan.faults.fault import Both

_REASONS = {
    "ENOENT": Both("不存在", "it doesn't exist"),
    "EEXIST": Both("已经存在", "it exists already"),
    "EISDIR": Both("是文件夹", "it is a folder"),
    "ENOTDIR": Both("不是文件夹", "it is no folder"),
    "EACCES": Both("没有权限", "no permission"),
    "EPERM": Both("没有权限", "no permission"),
    "EROFS": Both("只能读，不能写", "it can only be read"),
    "ENOSPC": Both("磁盘已满", "the disk is full"),
    "EDQUOT": Both("磁盘配额已用完", "the disk quota is used up"),
    "EFBIG": Both("文件太大", "the file is too large"),
    "ENAMETOOLONG": Both("名称太长", "the name is too long"),
    "ELOOP": Both("链接绕成了圈", "its links go round in a circle"),
    "EMFILE": Both("打开的文件太多", "too many files are open"),
    "ENFILE": Both("打开的文件太多", "too many files are open"),
    "EBUSY": Both("正被占用", "it is in use"),
    "EIO": Both("读写出错", "it failed to read or write"),
}


def why(error: BaseException) -> Both:
    """Return why the system refused; its own words where none are known."""
    number = getattr(error, "errno", None) or 0
    found = _REASONS.get(errno.errorcode.get(number, ""))
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return found or Both(said, said)
