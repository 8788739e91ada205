"""Lines under a headline: the date and the publisher, or the text."""

import pytest

from goicrawl.clean.bylines import is_byline


@pytest.mark.parametrize(
    "text",
    [
        "某某县水务局 slj.example.gov.cn 时间：2022-01-20 【字体：大 中 小】",
        "http://www.example.gov.cn/　2022年01月20日 10:11　县水务局",
        "2022-01-20县水务局",
        "2022/01/20",
        "2022-01-20　|　县水务局　|　阅读 123",
        "（2022-01-20 发布 / 阅读 12 次）",
        "来自：水务局 ｜ 日期：2022年01月20日 ｜ 阅读：12 次",
        "【信息时间：2022-01-20】",
        "访问：12次",
        "|",
        "字号",
    ],
)
def test_lines_under_the_headline(text: str) -> None:
    assert is_byline(text)


@pytest.mark.parametrize(
    "text",
    [
        "无。",
        "无",
        "公开各类信息44条，其中：",
        "县水务局",
        "2022年1月18日",
        "（2022年1月18日）",
        "各股室、站、所：",
        "2021-12-31前收到的公开申请已全部在法定期限内由各承办单位逐件办结并答复申请人",
        "2021-12-31前公开12件。",
        "联系人：王某",
    ],
)
def test_first_lines_of_a_body(text: str) -> None:
    assert not is_byline(text)
