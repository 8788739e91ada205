"""Paragraphs into the contact that a report names for questions, and what is wrong with it."""

import time

import pytest

from goicrawl.items import Contact
from goicrawl.parse.metadata.contacts import read_contact

ASK = "如对本报告有任何疑问，请与县政府办公室联系"
CONTACTS = {
    "labels in brackets": (
        f"{ASK}（地址：凤城镇民主路1号，邮编：362400，电话：0595-23232323，传真：0595-23232324，电子邮箱：a@x.cn）。",
        Contact(
            org="县政府办公室",
            address="凤城镇民主路1号",
            postcode="362400",
            phone="0595-23232323",
            fax="0595-23232324",
            email="a@x.cn",
        ),
    ),
    "no brackets": (
        f"{ASK}，邮编：134700，地址：江源大街32号，电话：0439-6931791。",
        Contact(org="县政府办公室", address="江源大街32号", postcode="134700", phone="0439-6931791"),
    ),
    "brackets and label twice": (
        f"{ASK}(地址:(地址:市民服务中心六号楼二楼203室,电话:0792-4376030)。",
        Contact(org="县政府办公室", address="市民服务中心六号楼二楼203室", phone="0792-4376030"),
    ),
    "address without a label": (
        f"{ASK}(人民东路55号政府楼303办公室;邮编:844000)。",
        Contact(org="县政府办公室", address="人民东路55号政府楼303办公室", postcode="844000"),
    ),
    "brackets after the full stop": (
        f"{ASK}。（办公地址：八一路439号，电话：0599-8830330）。",
        Contact(org="县政府办公室", address="八一路439号", phone="0599-8830330"),
    ),
    "brackets inside a value": (
        f"{ASK}（电话：（0532）85911111，地址：香港中路11号（市政府大院），邮编：266071）",
        Contact(
            org="县政府办公室",
            address="香港中路11号（市政府大院）",
            postcode="266071",
            phone="（0532）85911111",
        ),
    ),
    "a stray bracket": (
        f"{ASK}(电子邮箱:(snjjkfqdzb@163.com)。",
        Contact(org="县政府办公室", email="snjjkfqdzb@163.com"),
    ),
    "nothing between label and value": (
        f"{ASK}，地址雁塔区长安中路，联系电话85225112，传真85363061。",
        Contact(org="县政府办公室", address="雁塔区长安中路", phone="85225112", fax="85363061"),
    ),
    "values glued": (
        f"{ASK}（邮箱：zxlbmfw@163.com邮编450041，电话0371-68922110）",
        Contact(org="县政府办公室", postcode="450041", phone="0371-68922110", email="zxlbmfw@163.com"),
    ),
    "two phones": (
        f"{ASK}（电话：023-67709600、67709601）",
        Contact(org="县政府办公室", phone="023-67709600、67709601"),
    ),
    "phone that is a fax as well": (
        f"{ASK}，电话（传真）：0825—2311357",
        Contact(org="县政府办公室", phone="0825—2311357"),
    ),
    "double dash": ("如需咨询，请拨打0792——4376030。", Contact(phone="0792——4376030")),
    "please contact": (
        "如有疑问，请联系信息公开工作办公室，电话：0551-63861050。",
        Contact(org="信息公开工作办公室", phone="0551-63861050"),
    ),
    "numbers without a label": (
        "如有疑问，请联系：连平县人民政府办公室（4332240、4327511）。",
        Contact(org="连平县人民政府办公室", phone="4332240、4327511"),
    ),
    "square brackets": (
        f"{ASK}[地址:荔华东大道269号(办公大楼240室);邮编:351100;电话:2685618;传真:2686768]。",
        Contact(
            org="县政府办公室",
            address="荔华东大道269号(办公大楼240室)",
            postcode="351100",
            phone="2685618",
            fax="2686768",
        ),
    ),
    "to learn more": (
        "公众如需进一步了解相关信息,请联系罗庄区卫生健康局(邮编:276017;电话:0539-8243386)",
        Contact(org="罗庄区卫生健康局", postcode="276017", phone="0539-8243386"),
    ),
    "directly": (
        "若有疑问，可通过意见箱反映或直接与公开办联系，电话：0599-8830330。",
        Contact(org="公开办", phone="0599-8830330"),
    ),
    "empty labels": (
        f"{ASK}（地址：羊坊店西路5号，邮编：电话：传真：）",
        Contact(org="县政府办公室", address="羊坊店西路5号"),
    ),
    "a person": (
        f"{ASK}（联系人：李某，电话：0898-65338900）",
        Contact(org="县政府办公室", phone="0898-65338900"),
    ),
    "pronoun": ("如有疑问，请与我局联系，电话：0898-65338900。", Contact(phone="0898-65338900")),
    "traditional": (
        "如對本報告有任何疑問，請聯繫信息公開辦公室（電話：010-88256014）。",
        Contact(org="信息公開辦公室", phone="010-88256014"),
    ),
    "what follows on the same line": (
        f"{ASK}，电话：0551-63861050。 一、概述 及时调整办公地址、联系方式等信息。",
        Contact(org="县政府办公室", phone="0551-63861050"),
    ),
    "full-width digits": (
        f"{ASK}（地址：东路３０号；邮编：５１００００；电话：０２０－８１１０２０００）",
        Contact(
            org="县政府办公室", address="东路３０号", postcode="510000", phone="０２０－８１１０２０００"
        ),
    ),
    "who explains it": (
        "本报告由县统计局办公室负责解释，联系电话：0739-1234567。",
        Contact(org="县统计局办公室", phone="0739-1234567"),
    ),
    "extension": (
        "如有疑问，请联系政务公开办（电话：0310—3112345转8001，邮箱：a_b@x.gov.cn）",
        Contact(org="政务公开办", phone="0310—3112345转8001", email="a_b@x.gov.cn"),
    ),
    "spaces around @": (
        f"{ASK}，电子邮箱: whsj @ wh.gov.cn",
        Contact(org="县政府办公室", email="whsj @ wh.gov.cn"),
    ),
    "contact by 联络": (
        "请与常太镇政务办公室联络（地址：利洋1号镇政府大院内，联系电话：0594-2800070）",
        Contact(org="常太镇政务办公室", address="利洋1号镇政府大院内", phone="0594-2800070"),
    ),
    "electronic copy": (
        "报告的电子版可在县政府网站（http://www.x.gov.cn/）下载。" + ASK + "，电话：0551-63861050。",
        Contact(org="县政府办公室", phone="0551-63861050", website="http://www.x.gov.cn/"),
    ),
    "electronic copy only": (
        "年报电子版可从门户网站（www.shanghai.gov.cn）下载。",
        Contact(website="www.shanghai.gov.cn"),
    ),
}
PROBLEMS = {
    "fax short": (f"{ASK}，传真：0439-31424", "source.contact_fax_short", "0439-31424"),
    "phone short": (f"{ASK}，电话：057465280", "source.contact_phone_short", None),
    "postcode long": (
        f"{ASK}，邮政编码：2362400，电话：0595-23232323",
        "source.contact_postcode_invalid",
        "2362400",
    ),
    "postcode is an e-mail": (
        f"{ASK}，邮编：a@163.com，电话：0797-8199999",
        "source.contact_postcode_invalid",
        "a@163.com",
    ),
    "e-mail without @": (
        f"{ASK}，电子邮箱：jibanjs163.com",
        "source.contact_email_invalid",
        "jibanjs163.com",
    ),
}
NONE = {
    "empty": [],
    "no contact": ["一、总体情况", "无。"],
    "footer": ["六、其他", "无。", "地址：振风大道100号 联系电话：0556-5349772", "安庆市政务公开办公室主办"],
    "applications": ["全年申请与上年持平。"],
    "invitation without a value": ["如有意见，请与办公室联系。"],
}


def find_contact(paragraphs: list[str]) -> Contact | None:
    return read_contact(paragraphs)[0]


@pytest.mark.parametrize(("paragraph", "contact"), CONTACTS.values(), ids=CONTACTS)
def test_contact(paragraph: str, contact: Contact) -> None:
    assert find_contact(["本报告根据条例编制。", paragraph, "一、总体情况"]) == contact


@pytest.mark.parametrize(("paragraph", "code", "detail"), PROBLEMS.values(), ids=PROBLEMS)
def test_problem(paragraph: str, code: str, detail: str | None) -> None:
    problems = read_contact([paragraph])[1]
    if detail is None:
        assert problems == ()
    else:
        assert [(problem.code, problem.detail) for problem in problems] == [(code, detail)]


@pytest.mark.parametrize("paragraphs", NONE.values(), ids=NONE)
def test_no_contact(paragraphs: list[str]) -> None:
    assert find_contact(paragraphs) is None


def test_a_wrong_postcode_is_not_given_as_one() -> None:
    contact = find_contact([f"{ASK}，邮编：a@163.com，电话：0797-8199999"])
    assert contact is not None
    assert (contact.postcode, contact.email) == (None, "a@163.com")


def test_the_electronic_copy_may_stand_beside_a_late_invitation() -> None:
    paragraphs = [
        "一、总体情况",
        *["无。"] * 30,
        f"电子版可在县政府网站（www.x.gov.cn）查阅。{ASK}，电话：8833221。",
    ]
    found = find_contact(paragraphs)
    assert found == Contact(org="县政府办公室", phone="8833221", website="www.x.gov.cn")


def test_labels_on_lines_of_their_own() -> None:
    lines = [
        "如对报告有疑问，请与我局联系。",
        "联系地址：丰泽区1号",
        "邮政编码：362000",
        "电话：22380000 传真：22380001",
    ]
    contact = find_contact([*lines, "一、总体情况", "地址：别处2号"])
    assert contact == Contact(address="丰泽区1号", postcode="362000", phone="22380000", fax="22380001")


def test_lines_without_an_invitation_count_only_above_the_report() -> None:
    lines = ["单位地址：北京西路1号", "联系电话：0891-6326800"]
    assert find_contact([*lines, "一、总体情况"]) == Contact(address="北京西路1号", phone="0891-6326800")
    assert find_contact(["一、总体情况", "无。", *lines]) is None


BRACKET = "年报在县门户网站公布。（地址：滨河路3号；邮编：621000；联系电话：0816-2862551）。"


def test_a_bracket_of_labels_above_the_report_needs_no_invitation() -> None:
    contact, _ = read_contact([BRACKET, "一、概述"])
    assert contact is not None
    assert (contact.address, contact.postcode, contact.phone) == ("滨河路3号", "621000", "0816-2862551")


@pytest.mark.parametrize(
    "paragraphs", [[BRACKET], ["一、概述", BRACKET, "二、情况"], [f"版权所有 {BRACKET}", "一、概述"]]
)
def test_a_bracket_elsewhere_is_none(paragraphs: list[str]) -> None:
    assert read_contact(paragraphs)[0] is None


def test_hostile_text_costs_little() -> None:
    started = time.process_time()
    for unit in ("请与", "请与我联系", "如有疑问请与X联系电话", "www.a", "a@", "地址", "(", "1-"):
        find_contact([unit * (1_000_000 // len(unit))])
        find_contact([unit] * 100_000)
    assert time.process_time() - started < 8
