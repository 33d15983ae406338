"""Who published a document, for a reader of English: offices by their place, papers by name.

A data set holds publishers in the document's own words. What no table here knows stays in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from czplan import patterns as re

if TYPE_CHECKING:
    from czplan.dataset import Dataset

_OFFICES: Mapping[str, str] = {
    "人民政府": "government",
    "人民政府办公室": "government office",
    "人民政府办公厅": "government office",
    "人民政府新闻办公室": "government information office",
    "人民代表大会常务委员会": "People's Congress standing committee",
    "人大常委会": "People's Congress standing committee",
    "统计局": "bureau of statistics",
    "发展和改革委员会": "development and reform commission",
    "财政局": "finance bureau",
    "财政厅": "finance department",
    "商务局": "bureau of commerce",
    "科学技术局": "bureau of science and technology",
    "工信局": "bureau of industry",
    "工业和信息化局": "bureau of industry",
    "生态环境局": "bureau of ecology and environment",
    "生态环境厅": "department of ecology and environment",
    "文化和旅游厅": "department of culture and tourism",
    "人力资源和社会保障局": "bureau of human resources",
    "日报": "Daily",
    "晚报": "Evening News",
    "体改研究会": "society for the study of reform",
    "网": "net",
}
"""What may stand behind a place's name, as it is said in English."""
_PAPERS: Mapping[str, str] = {
    "新华社": "Xinhua",
    "新华网": "Xinhuanet",
    "新华网江苏": "Xinhuanet Jiangsu",
    "新华财经": "Xinhua Finance",
    "人民日报": "People's Daily",
    "人民日报客户端": "People's Daily app",
    "中新社": "China News Service",
    "中新网": "China News Service",
    "现代快报": "Modern Express",
    "中国江苏网": "China Jiangsu net",
    "国际金融报": "International Finance News",
    "证券时报": "Securities Times",
    "新浪财经": "Sina Finance",
    "澎湃新闻": "The Paper",
    "观察者网": "Guancha",
    "凤凰网江苏": "Phoenix net Jiangsu",
    "东方财富网": "Eastmoney",
    "荔枝网": "Jiangsu broadcasting",
    "工信部规划司": "Ministry of Industry, planning department",
    "国家统计局": "National Bureau of Statistics",
    "国务院": "State Council",
    "常州市政府信息公开": "open government information of Changzhou",
    "新江南网": "Xinjiangnan net",
    "新能源网": "New Energy net",
    "江苏中小企业网": "Jiangsu Small Business net",
    "江苏省中小企业服务": "Jiangsu Small Business services",
    "江苏省中小企业协会": "Jiangsu Association of Small Businesses",
    "省统计局数据": "figures of the provincial bureau of statistics",
    "江苏省生态环境厅": "Jiangsu department of ecology and environment",
    "江苏省文化和旅游厅": "Jiangsu department of culture and tourism",
    "全景": "Panorama net",
    "财经资讯": "financial news",
    "高新智库": "Gaoxin think tank",
    "常观": "Changguan",
    "常州发布": "Changzhou city news",
    "常州工信": "Changzhou bureau of industry",
    "机电号": "Jidianhao",
    "科技部门": "science departments",
    "政协常州市委员会": "Changzhou committee of the CPPCC",
    "市城管局答复": "reply of the city management bureau",
    "人大网": "its website",
    "中以常州创新园": "China-Israel Changzhou Innovation Park",
    "武进区人民政府": "Wujin District government",
    "常州市人民政府日文网": "Changzhou government, Japanese site",
    "常州市人民政府韩文网": "Changzhou government, Korean site",
    "作者丁晨": "author Ding Chen",
    "不详": "publisher unknown",
    "未注明": "publisher unknown",
}
_PARTS = re.compile(r"[^/()（）]+")


def publisher(ds: Dataset, name: str | None, lang: str) -> str | None:
    """Return a publisher as a text in `lang` names it; None where none is known."""
    return name if not name or lang == "zh" else english(ds, name)


def english(ds: Dataset, publisher: str) -> str:
    """Return a publisher as an English text names it; what isn't known stays as it is.

    Of several, parted by `/` or in brackets, each is named.
    """
    places = {ds.place.zh: ds.place.en} | {
        region.name.zh: region.name.en for region in ds.place_records.values()
    }

    def told(found: re.Match[str]) -> str:
        name = found[0].strip()
        if name in _PAPERS:
            return _PAPERS[name]
        for ending, office in _OFFICES.items():
            place = name.removesuffix(ending)
            for held in (place, f"{place}市") if place != name else ():
                if places.get(held, held) != held:
                    return f"{places[held]} {office}"
        return name

    if publisher.isascii():
        return publisher
    return re.sub(r"(?<=[A-Za-z])\(", " (", _PARTS.sub(told, publisher))
