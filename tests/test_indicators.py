"""Numbers stated in prose: one sentence in, the codes and figures it states out."""

import time
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goicrawl.items import Indicator, Section
from goicrawl.parse.indicators import find_indicators

Stated = tuple[str, float, str, str]


def section(text: str, **fields: object) -> Section:
    """Return a section with this text; everything else is empty unless given."""
    known = {"position": 0, "parent": None, "level": 1, "marker": "", "heading": None, "kind": None}
    return Section(**{**known, **fields, "text": text})  # type: ignore[arg-type]


def read(text: str, year: int | None = 2018, **fields: object) -> tuple[Indicator, ...]:
    return find_indicators("", (section(text, **fields),), year)


def stated(indicators: Iterable[Indicator]) -> list[Stated]:
    return [(one.code, one.value, one.op, one.unit or "") for one in indicators]


# One sentence for each code: what a report says, and what it comes to.
CODES: list[tuple[str, list[Stated]]] = [
    ("全县共主动公开政府信息2100条。", [("proactive_total", 2100, "eq", "条")]),
    ("全年公开各类信息300余条。", [("proactive_total", 300, "ge", "条")]),
    (
        "共制作信息90件,其中依申请公开8件。",
        [("info_created", 90, "eq", "件"), ("info_created", 8, "eq", "件")],
    ),
    (
        "主动公开政府信息90条,较2017年减少10条。",
        [("proactive_total", 90, "eq", "条"), ("proactive_yoy_increase", -10, "eq", "条")],
    ),
    (
        "主动公开政府信息90条,完成率为120%。",
        [("proactive_total", 90, "eq", "条"), ("proactive_target_rate", 120, "eq", "%")],
    ),
    ("重点领域信息公开50条。", [("key_area_total", 50, "eq", "条")]),
    ("全年制定行政规范性文件6件。", [("normative_docs_issued", 6, "eq", "件")]),
    ("在20个工作日内公开的80条。", [("timely_20wd", 80, "eq", "条")]),
    ("在县政府网站发布信息700条。", [("website_disclosed", 700, "eq", "条")]),
    ("网站总访问量120万次。", [("website_visits", 1_200_000, "eq", "次")]),
    ("政务微博发布信息33条。", [("weibo_posts", 33, "eq", "条")]),
    ("微信公众号推送信息44条。", [("wechat_posts", 44, "eq", "条")]),
    ("全区共有政务新媒体账号15个。", [("new_media_accounts", 15, "eq", "个")]),
    ("关停政务新媒体4个。", [("new_media_cancelled", 4, "eq", "个")]),
    (
        "编印《人民政府公报》12期,赠阅3.6万册。",
        [("gazette_issues", 12, "eq", "期"), ("gazette_copies", 36_000, "eq", "册")],
    ),
    ("设立政府信息查阅点8个。", [("reading_points", 8, "eq", "个")]),
    ("可供电子信息查阅的查阅点5个。", [("reading_points_electronic", 5, "eq", "个")]),
    ("接待查阅群众60人次。", [("reading_visitors", 60, "eq", "人次")]),
    ("举办新闻发布会9场。", [("press_conferences", 9, "eq", "场")]),
    ("发布政策解读稿件31篇。", [("policy_interpretations", 31, "eq", "篇")]),
    ("回应社会关切17次。", [("hot_issue_responses", 17, "eq", "次")]),
    ("组织在线访谈6期。", [("online_interviews", 6, "eq", "期")]),
    ("开展民意征集11次。", [("opinion_solicitations", 11, "eq", "次")]),
    ("回复网友留言88条。", [("netizen_replies", 88, "eq", "条")]),
    (
        "县长信箱共收到来信70件,办结68件。",
        [("mayor_mailbox_received", 70, "eq", "件"), ("mayor_mailbox_resolved", 68, "eq", "件")],
    ),
    ("在各级媒体刊发宣传稿件52篇。", [("media_reports", 52, "eq", "篇")]),
    ("在《政务简报》发表信息13条。", [("briefing_items", 13, "eq", "条")]),
    ("共收到政府信息公开申请21件。", [("application_received", 21, "eq", "件")]),
    (
        "收到依申请公开9件,其中当面申请4件。",
        [("application_received", 9, "eq", "件"), ("application_by_channel", 4, "eq", "件")],
    ),
    ("答复政府信息公开申请19件。", [("application_answered", 19, "eq", "件")]),
    (
        "答复信息公开申请19件,其中部分公开3件。",
        [("application_answered", 19, "eq", "件"), ("application_outcome", 3, "eq", "件")],
    ),
    ("上年度结转政府信息公开申请2件。", [("application_carried_in", 2, "eq", "件")]),
    ("政府信息公开申请结转下一年度办理3件。", [("application_carried_forward", 3, "eq", "件")]),
    ("接受群众咨询150人次。", [("consultations", 150, "eq", "人次")]),
    (
        "行政复议案件5件,其中被撤销1件。",
        [("review_total", 5, "eq", "件"), ("remedy_outcome", 1, "eq", "件")],
    ),
    ("发生政府信息公开行政诉讼2起。", [("litigation_total", 2, "eq", "起")]),
    (
        "未发生行政复议、投诉。",
        [("review_total", 0, "eq", "件"), ("appeals_complaints", 0, "eq", "件")],
    ),
    ("共收取复制费用120元,减免30元。", [("fee_collected", 120, "eq", "元"), ("fee_waived", 30, "eq", "元")]),
    (
        "对4件政府信息公开申请收取信息处理费600元。",
        [("processing_fee_cases", 4, "eq", "件"), ("processing_fee_collected", 600, "eq", "元")],
    ),
    (
        "配备专职人员2名,兼职人员30名。",
        [("staff_fulltime", 2, "eq", "名"), ("staff_parttime", 30, "eq", "名")],
    ),
    (
        "举办业务培训班2期,培训人员90人次。",
        [("training_sessions", 2, "eq", "期"), ("training_attendees", 90, "eq", "人次")],
    ),
    ("门户网站开设专栏40个。", [("website_columns", 40, "eq", "个")]),
    ("新增专题栏目6个。", [("website_columns_added", 6, "eq", "个")]),
    ("公开政策落实信息25条。", [("policy_implementation_items", 25, "eq", "条")]),
    (
        "办理人大代表建议7件、政协提案8件,共15件,代表委员满意率99%。",
        [
            ("npc_suggestions", 7, "eq", "件"),
            ("cppcc_proposals", 8, "eq", "件"),
            ("proposals_total", 15, "eq", "件"),
            ("proposals_satisfaction", 99, "eq", "%"),
        ],
    ),
    ("任务分解到12个牵头单位。", [("lead_departments", 12, "eq", "个")]),
    ("政务公开考核权重不低于5%。", [("assessment_weight", 5, "ge", "%")]),
]


@pytest.mark.parametrize(("text", "expected"), CODES, ids=[text for text, _ in CODES])
def test_codes(text: str, expected: list[Stated]) -> None:
    assert stated(read(text)) == expected


# Sentences that hold numbers or negators and state nothing that a code counts.
NOTHING = {
    "ordinal": "举办第七期政务公开专题培训班。",
    "training attended": "参加全省政务公开业务培训2次。",
    "deadline": "答复依申请公开15个工作日内。",
    "slogan": "公开“三大攻坚战”、“六稳六保”信息。",
    "address": "申请公开请寄人民路32号203室。",
    "document number": "印发公开办法(府办发〔2018〕41号)。",
    "title of a document": "印发《公开政府信息30条》。",
    "name in quotes": "公开“惠企政策30条”。",
    "year as version": "公开2018年版权力清单。",
    "near": "主动公开政府信息近300条。",
    "about": "主动公开政府信息约300条。",
    "below": "公开政府信息不足100条。",
    "other year": "2016年主动公开政府信息80条。",
    "year before": "去年收到政府信息公开申请12件。",
    "comparison without whole": "比2017年新增30条。",
    "change of something else": "公开文件比上年增加3件。",
    "since years ago": "自2008年以来累计公开政府信息5万条。",
    "since it opened": "网站开通以来公开政府信息5万条。",
    "half a year": "上半年公开政府信息100条。",
    "quarter": "第一季度公开政府信息100条。",
    "comparison in the clause before": "与2017年相比,公开申请减少9件。",
    "rate": "每月公开政府信息10条。",
    "plan in a clause": "下一步公开政府信息500条。",
    "share": "网上办理占60%。",
    "two nouns, one number": "行政复议、行政诉讼共5件。",
    "two nouns, two numbers": "在线访谈、新闻发布会分别举行3期、5场。",
    "two channels": "微博、微信发布信息300条。",
    "other applications": "受理行政许可申请300件,办结298件。",
    "hotline": "受理12345热线工单3000件。",
    "documents reviewed": "清理规范性文件50件。",
    "documents in force": "现行有效规范性文件55件。",
    "printed in a gazette": "公报刊登规范性文件20件、政策解读9件。",
    "readers of a new medium": "微信公众号关注量3万人次,点击量9万次。",
    "followers": "微博粉丝3万人。",
    "board": "通过政务公开栏公开信息120条。",
    "exception": "除1件申请公开尚在答复外。",
    "three nouns, one number": "召开新闻发布会、通联会、座谈会92场次。",
    "other ways": "通过其他方式公开政府信息54条。",
    "several ways": "通过网站、报刊等方式发布信息300条。",
    "staff of both kinds": "配备专、兼职人员80名。",
    "budget": "政务公开工作经费5万元。",
    "administrative fee": "没有行政事业性收费。",
    "label: unable": "无法提供、无正当理由大量反复申请。",
    "label: to be made": "没有现成信息需要另行制作。",
    "double negation": "没有任何不应公开的政府信息。",
    "not published": "有的审批结果却没有公开。",
    "blunder": "未发生因答复不当引发的行政复议。",
    "verdict": "没有行政复议被纠错的情况。",
    "late answers": "没有逾期答复的申请。",
    "a town's name": "无锡市公开信息受到好评。",
    "implied": "所有申请均已按期答复。",
    "kind of a body": "督促13个政务新媒体主管部门履职。",
    "bodies, and what they have": "20个乡镇均开设了信息公开专栏。",
    "bodies, and what is done to them": "对30家单位政务新媒体开展检查。",
    "object of another verb": "“制度文件”栏目归集20个部门的文件。",
    "account of a system": "登记系统分设录入、审核两个账号。",
    "other new media": "抖音号公开信息59条。",
    "other account": "“某县”抖音公众号发布稿件65条。",
    "outlet": "新闻媒体公开信息12条。",
    "by a kind of applicant": "以单位名义提交的信息公开申请有2件。",
    "contents of no kind": "主动公开法定内容1条。",
    "opinions adopted": "征集意见建议30条,采纳12条。",
    "opinions adopted, in a list": "发布征集公告、意见采纳28条。",
    "what is sent up": "日常报送惠企政策83条。",
    "attended by a leader": "局领导参加新闻发布会2次。",
    "columns closed": "撤销栏目2个。",
    "replies to proposals published": "公开政协提案复函3条。",
    "result of applications": "公开人大代表建议办理情况3条。",
    "first instance": "行政诉讼一审3件,二审1件。",
    "other noun behind the unit": "信息公开专栏设置8个一级目录、36个二级目录。",
    "column updated": "全年更新栏目20个。",
    "documents and others": "公开规范性文件及其他文件共36件。",
    "gazette and others": "发放政府公报及宣传材料5000份。",
    "mailbox and hotline": "“县长信箱”、“12345”热线共受理诉求560件。",
    "abstracts of replies": "在网站公开建议提案答复摘要20条。",
    "one way of applying": "未收到以传真方式提交的申请。",
    "on a platform": "在乡办公平台公开信息15条。",
    "in a column": "增设“检查公示”专栏,集中公开计划、结果等信息5条。",
    "leader at a press conference": "主要负责人出席新闻发布会2次。",
    "the second of two things": "推送法规、政策解读20条。",
    "what is published besides": "此外还通过部门简报等公开信息百余条。",
    "decisions of reviews": "公开行政复议决定书20件。",
    "other new media than named": "政务微博12个,其他政务新媒体6个。",
    "complaints and questions": "收到并办理热线投诉咨询540件。",
    "replies to proposals counted": "公开人大代表建议和政协提案办理复函71件。",
    "proposals published": "公开建议提案18条。",
    "an app": "“某县”APP发布信息46篇。",
    "petitioners": "设立咨询热线,现场信访接待79人次。",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_states_nothing(text: str) -> None:
    assert stated(read(text)) == []


# What is said to be none: the codes, in order.
ZEROS = [
    ("未收到政府信息公开申请。", ["application_received"]),
    ("没有接到群众要求公开政府信息的申请。", ["application_received"]),
    ("我镇无依申请公开信息。", ["application_received"]),
    ("尚未收到公民、法人和其他组织的信息公开申请。", ["application_received"]),
    ("未收到申请公开的政府信息。", ["application_received"]),
    ("未收到依申请公开和未涉及“不予公开”的事项。", ["application_received"]),
    ("未收到行政复议、行政诉讼。", ["review_total", "litigation_total"]),
    ("没有因政府信息公开申请行政复议、提起行政诉讼。", ["review_total", "litigation_total"]),
    ("未发生申请行政复议,提起行政诉讼的情况。", ["review_total", "litigation_total"]),
    ("没有针对信息公开的复议、诉讼和申诉。", ["review_total", "litigation_total", "appeals_complaints"]),
    ("行政复议和行政诉讼均未发生。", ["review_total", "litigation_total"]),
    ("行政复议、行政诉讼均为零。", ["review_total", "litigation_total"]),
    ("行政复议、行政诉讼数均为0。", ["review_total", "litigation_total"]),
    ("行政复议情况:无。行政诉讼情况:无。", ["review_total", "litigation_total"]),
    ("不存在因信息公开引发的行政诉讼。", ["litigation_total"]),
    ("全年无一例行政复议。", ["review_total"]),
    ("未发生一起行政诉讼案件。", ["litigation_total"]),
    ("实现零投诉、零复议。", ["review_total"]),
    ("没有收费及减免情况。", ["fee_collected", "fee_waived"]),
    ("未收取检索、复制、邮寄等费用。", ["fee_collected"]),
    ("未向申请人收取任何费用。", ["fee_collected"]),
    ("自开展工作以来,未对依申请公开收取费用。", ["fee_collected"]),
    ("暂未收取信息处理费。", ["processing_fee_collected"]),
    ("未收到关于政务公开的投诉举报。", ["appeals_complaints"]),
    ("全年没有召开新闻发布会。", ["press_conferences"]),
    ("未制发规范性文件。", ["normative_docs_issued"]),
    ("未收到信息公开方面的咨询。", ["consultations"]),
    ("2018年未收到申请公开,2017年未发生行政复议。", ["application_received"]),
    ("没有因信息公开引起行政复议和行政诉讼等情况。", ["review_total", "litigation_total"]),
    ("没有收到申请人要求公开政府信息的情况。", ["application_received"]),
    ("未收到当面、传真、网络等方式的信息公开申请。", ["application_received"]),
]


@pytest.mark.parametrize(("text", "codes"), ZEROS, ids=[text for text, _ in ZEROS])
def test_said_to_be_none(text: str, codes: list[str]) -> None:
    assert [(one.code, one.value) for one in read(text)] == [(code, 0) for code in codes]


def test_zero_has_the_unit_of_its_code() -> None:
    units = {one.code: one.unit for one in read("没有收费及减免情况。未收到行政复议。")}
    assert units == {"fee_collected": "元", "fee_waived": "元", "review_total": "件"}


# Parts of a whole: the sentence, and the parts' code, value and category.
PARTS = [
    (
        "主动公开政府信息60条,其中财政信息20条;人事信息5条,公开政策文件8条。",
        [
            ("proactive_category", 20, "财政信息"),
            ("proactive_category", 5, "人事信息"),
            ("proactive_category", 8, "政策文件"),
        ],
    ),
    ("主动公开政府信息60条。其中,财政信息20条。", [("proactive_category", 20, "财政信息")]),
    ("主动公开政府信息60条(财政信息20条)。", [("proactive_category", 20, "财政信息")]),
    ("主动公开信息60条,其中发布2条图片类信息。", [("proactive_category", 2, "图片类信息")]),
    (
        "主动公开信息60条,其中“古城”专版,发布15条信息。",
        [("proactive_category", 15, "“古城”专版")],
    ),
    ("环保类信息13条,占比5.8%。", [("proactive_category", 13, "环保类信息")]),
    ("重点领域信息60条,其中扶贫信息9条。", [("key_area_category", 9, "扶贫信息")]),
    (
        "主动公开政府信息60条。其中,县本级公开政府信息40条,各镇公开政府信息20条。",
        [("proactive_by_scope", 40, "县本级"), ("proactive_by_scope", 20, "各镇")],
    ),
    (
        "收到信息公开申请9件,其中通过网络申请6件,信函申请3件。",
        [("application_by_channel", 6, "网络申请"), ("application_by_channel", 3, "信函申请")],
    ),
    (
        "受理依申请公开9件(网上受理6件,书面受理3件)。",
        [("application_by_channel", 6, "网上受理"), ("application_by_channel", 3, "书面受理")],
    ),
    (
        "答复信息公开申请9件,予以公开4件、作其他处理(含撤回)5件。",
        [("application_outcome", 4, "予以公开"), ("application_outcome", 5, "其他处理")],
    ),
    (
        "行政复议9件,其中结果维持4件,尚未审结5件。",
        [("remedy_outcome", 4, "结果维持"), ("remedy_outcome", 5, "尚未审结")],
    ),
    ("收到信息公开申请9件,答复率100%。", [("application_answered", 100, "答复率")]),
    (
        "主动公开政府信息60条:应急信息20条,政务信息30条,政务信息公开10条。",
        [
            ("proactive_category", 20, "应急信息"),
            ("proactive_category", 30, "政务信息"),
            ("proactive_category", 10, "政务信息公开"),
        ],
    ),
    ("公开信息60条,内容涵盖财政信息20条。", [("proactive_category", 20, "财政信息")]),
    ("公开信息60条,含财政信息20条。", [("proactive_category", 20, "财政信息")]),
    (
        "公开信息60条,其中文件类20条(含复函类5条);动态类40条。",
        [
            ("proactive_category", 20, "文件类"),
            ("proactive_category", 5, "复函类"),
            ("proactive_category", 40, "动态类"),
        ],
    ),
    ("网站信息发布60条,其中工作动态42条。", [("proactive_category", 42, "工作动态")]),
    (
        "主动公开信息60条,其中财政信息20条、征集调查2期、其他信息40条。",
        [("proactive_category", 20, "财政信息"), ("proactive_category", 40, "其他信息")],
    ),
    (
        "共制作信息90条,其中主动公开80条。在主动公开的信息中,规划类信息30条,农业类信息50条。",
        [
            ("info_created", 80, "主动公开"),
            ("proactive_category", 30, "规划类信息"),
            ("proactive_category", 50, "农业类信息"),
        ],
    ),
    (
        "在已公开的23条政府信息中,机构职能9条,规划计划14条。",
        [("proactive_category", 9, "机构职能"), ("proactive_category", 14, "规划计划")],
    ),
    (
        "主动公开信息24条,其中政策文件3条、建议提案21条。",
        [("proactive_category", 3, "政策文件"), ("proactive_category", 21, "建议提案")],
    ),
    (
        "主动公开文件8件。主动公开的政府信息类别,主要包含许可类信息1条;其他类信息9条。",
        [("proactive_category", 1, "许可类信息"), ("proactive_category", 9, "其他类信息")],
    ),
    (
        "制作的信息90条,其中主动公开80条,依申请公开信息4条、不予公开信息6条。",
        [
            ("info_created", 80, "主动公开"),
            ("info_created", 4, "依申请公开信息"),
            ("info_created", 6, "不予公开信息"),
        ],
    ),
    (
        "收到信息公开申请0件,同上年相比,减少2件;其中当面申请0件,同上年相比,减少2件;传真申请0件。",
        [("application_by_channel", 0, "当面申请"), ("application_by_channel", 0, "传真申请")],
    ),
    (
        "答复信息公开申请9件,通过“信息公开”专栏网上申请3件。",
        [("application_by_channel", 3, "网上申请")],
    ),
    (
        "收到信息公开申请9件,予以公开4件,已通过网站对外公开3件,不予公开2件。",
        [("application_outcome", 4, "予以公开"), ("application_outcome", 2, "不予公开")],
    ),
]


@pytest.mark.parametrize(("text", "parts"), PARTS, ids=[text for text, _ in PARTS])
def test_parts(text: str, parts: list[tuple[str, float, str]]) -> None:
    found = [(one.code, one.value, one.category) for one in read(text) if one.category]
    assert found == parts


# Sentences whose reading hangs on an earlier clause, or on what stands beside the number.
CONTEXTS: list[tuple[str, list[Stated]]] = [
    ("通过微博发布信息20条,微信30条。", [("weibo_posts", 20, "eq", "条"), ("wechat_posts", 30, "eq", "条")]),
    ("2017年公开信息10条,2018年公开信息20条。", [("proactive_total", 20, "eq", "条")]),
    (
        "收到政府信息公开申请12件,另有3件顺延到下年度答复。",
        [("application_received", 12, "eq", "件"), ("application_carried_forward", 3, "eq", "件")],
    ),
    (
        "收到政府信息公开申请5件、行政复议申请1件。",
        [("application_received", 5, "eq", "件"), ("review_total", 1, "eq", "件")],
    ),
    ("全年有2件涉及信息公开的行政复议。", [("review_total", 2, "eq", "件")]),
    ("对5个长期不更新、无人维护的政务新媒体予以注销。", [("new_media_cancelled", 5, "eq", "个")]),
    ("微博（含转发）２３４８条。", [("weibo_posts", 2348, "eq", "条")]),
    ("微信公众号等媒体发稿9篇。", []),
    (
        "在网站信息公开专栏主动公开各类信息6条。",
        [("website_disclosed", 6, "eq", "条"), ("proactive_total", 6, "eq", "条")],
    ),
    ("公开机构设置、规范性文件等信息63条。", [("proactive_total", 63, "eq", "条")]),
    ("收到当面或以信函等形式提交的依申请公开3件。", [("application_received", 3, "eq", "件")]),
    ("共收到和办理依申请公开9件。", [("application_received", 9, "eq", "件")]),
    (
        "配备3名专职和2名兼职工作人员。",
        [("staff_fulltime", 3, "eq", "名"), ("staff_parttime", 2, "eq", "名")],
    ),
    (
        "收到信息公开申请6件,上年结转4件,办理答复5件。",
        [
            ("application_received", 6, "eq", "件"),
            ("application_carried_in", 4, "eq", "件"),
            ("application_answered", 5, "eq", "件"),
        ],
    ),
    ("新闻发布会35场,其中主要领导参加新闻发布会5场。", [("press_conferences", 35, "eq", "场")]),
    (
        "网站公开信息9条,政务微信公众号2条。",
        [("website_disclosed", 9, "eq", "条"), ("wechat_posts", 2, "eq", "条")],
    ),
    ("按时办结信息公开申请20件,延期办结3件。", []),
    ("開展在線訪談３期。", [("online_interviews", 3, "eq", "期")]),
    ("收到并妥善处理信息公开申请9件。", [("application_received", 9, "eq", "件")]),
    ("收到9次政府信息公开申请。", [("application_received", 9, "eq", "次")]),
    (
        "在办结的5件信息公开申请中,同意公开5件。",
        [("application_answered", 5, "eq", "件"), ("application_outcome", 5, "eq", "件")],
    ),
    ("我镇信息主动公开52条。", [("proactive_total", 52, "eq", "条")]),
    ("主动公开养老、教育等方面的信息42条。", [("proactive_total", 42, "eq", "条")]),
    ("门户网站公开全县各类信息34条。", [("website_disclosed", 34, "eq", "条")]),
    (
        "累计主动公开信息520条,本年度新增30条。",
        [("proactive_total", 30, "eq", "条")],
    ),
    (
        "截至2018年底,在县政府网站累计公开信息846条,其中本年度在网站公开24条。",
        [("website_disclosed", 24, "eq", "条")],
    ),
    ("公开包括药品、电梯等重点领域信息在内的各类信息56条。", [("proactive_total", 56, "eq", "条")]),
    ("微信公众号推送工作动态、政策解读等信息25条。", [("wechat_posts", 25, "eq", "条")]),
    ("接到依申请公开5件,未产生依申请公开案例。", [("application_received", 5, "eq", "件")]),
    (
        "编印政府公报6期,发放政府公报300份,政策汇编50册。",
        [("gazette_issues", 6, "eq", "期"), ("gazette_copies", 300, "eq", "份")],
    ),
    ("在省级以上媒体发表信息45篇。", [("media_reports", 45, "eq", "篇")]),
    ("参加或举办新闻发布会4次。", [("press_conferences", 4, "eq", "次")]),
    ("在融媒体刊发信息17条利用微信公众号推送信息。", [("media_reports", 17, "eq", "条")]),
    ("收到行政复议3条。", [("review_total", 3, "eq", "条")]),
    (
        "全县公开政府信息90条,县直部门和乡镇(街道)共公开信息40条。",
        [("proactive_total", 90, "eq", "条")],
    ),
    ("各乡镇共公开政府信息40条。", [("proactive_total", 40, "eq", "条")]),
    ("主动公开规划信息、统计数据、采购结果等共计80条。", [("proactive_total", 80, "eq", "条")]),
    ("微信公众号推送政策解读、工作简讯、便民信息等共58条。", [("wechat_posts", 58, "eq", "条")]),
    ("承办建议提案18条。", [("proposals_total", 18, "eq", "条")]),
    ("收到政府信息公开申请0件次。", [("application_received", 0, "eq", "件次")]),
    ("主动发布政务公开信息45条。", [("proactive_total", 45, "eq", "条")]),
    ("主动公开资讯、公告、政策解读等各类政府信息56条。", [("proactive_total", 56, "eq", "条")]),
    ("通过门户网站、微信公众号、微博等渠道公开信息12条。", [("proactive_total", 12, "eq", "条")]),
    (
        "收到信息公开申请22起,答复22起。",
        [("application_received", 22, "eq", "起"), ("application_answered", 22, "eq", "起")],
    ),
    ("负责同志带头解读,召开和参加新闻发布会9场。", [("press_conferences", 9, "eq", "场")]),
    ("发布解读信息18条,其中网站共发布9条。", [("policy_interpretations", 18, "eq", "条")]),
    ("依托门户网站、微信公众号等主动公开信息31条。", [("proactive_total", 31, "eq", "条")]),
    ("承办县人大代表建议和县政协委员提案共10件。", [("proposals_total", 10, "eq", "件")]),
    (
        "主动公开信息28条,其中通过网站上共发布9条,不予公开信息0条。",
        [("proactive_total", 28, "eq", "条"), ("website_disclosed", 9, "eq", "条")],
    ),
    ("对12件规范性文件进行了解读。", [("policy_interpretations", 12, "eq", "件")]),
    ("微信公众号发布70余条信息。", [("wechat_posts", 70, "ge", "条")]),
    (
        "网站主动公开政府各类信息27条。",
        [("website_disclosed", 27, "eq", "条"), ("proactive_total", 27, "eq", "条")],
    ),
    ("通过各类平台公开政府信息22条。", [("proactive_total", 22, "eq", "条")]),
]


@pytest.mark.parametrize(("text", "expected"), CONTEXTS, ids=[text for text, _ in CONTEXTS])
def test_context_in_the_sentence(text: str, expected: list[Stated]) -> None:
    assert stated(read(text)) == expected


# A section's heading or kind says what a bare number or negation speaks of.
HEADINGS = [
    ("依申请公开情况", None, "共收到12件。", [("application_received", 12)]),
    (None, "applications", "全年答复5件。", [("application_answered", 5)]),
    (None, "applications", "网上受理2件。", [("application_by_channel", 2)]),
    (None, "applications", "本年度无申请。", [("application_received", 0)]),
    (
        "行政复议、行政诉讼情况",
        "remedies",
        "2018年没有发生。",
        [("review_total", 0), ("litigation_total", 0)],
    ),
    ("收费及减免情况", "fees", "无。", [("fee_collected", 0), ("fee_waived", 0)]),
    ("信息处理费收取情况", None, "本年度无此类情况。", [("processing_fee_collected", 0)]),
    ("其他需要报告的事项", "others", "无。", []),
    ("其他需要报告的事项", "others", "无其他需要报告的事项。", []),
    ("工作安排", "plan", "公开政府信息500条。", []),
    ("存在的问题", "problems", "公开政府信息仅5条。", []),
    ("2019年下一步工作计划", None, "举办培训3次。", []),
    ("依申请公开情况", None, "受理市长公开电话转办单35件。", []),
    ("依申请公开情况", None, "已答复9件,2件未到答复期限。", [("application_answered", 9)]),
    (
        "依申请公开情况",
        None,
        "答复9件,结转至下一年度办理2件。",
        [("application_answered", 9), ("application_carried_forward", 2)],
    ),
    ("主动公开情况", "proactive", "全年共发布各类信息41条。", [("proactive_total", 41)]),
    ("总体情况", None, "全年共发布各类信息41条。", []),
    ("平台建设情况", None, "镇政府信息公开60条。", [("proactive_total", 60)]),
    ("依申请公开和不予公开情况", "applications", "不予公开信息有10条。", []),
]


@pytest.mark.parametrize(("heading", "kind", "text", "expected"), HEADINGS)
def test_context_of_the_section(
    heading: str | None, kind: str | None, text: str, expected: list[tuple[str, int]]
) -> None:
    found = read(text, heading=heading, kind=kind)
    assert [(one.code, one.value) for one in found] == expected


def test_sub_section_inherits_the_topic() -> None:
    parent = section("", heading="依申请公开情况")
    child = section("全年收到3件。", position=1, parent=0, level=2, heading="数量")
    assert stated(find_indicators("", (parent, child), 2018)) == [("application_received", 3, "eq", "件")]


def test_sub_section_of_a_plan_states_nothing() -> None:
    parent = section("", heading="2019年工作安排", kind="plan")
    child = section("公开信息30条。", position=1, parent=0, level=2)
    assert find_indicators("", (parent, child), 2018) == ()


def test_items_are_the_parts_that_their_parent_announces() -> None:
    parent = section("主动公开政府信息30条,其中:")
    items = [
        section("财政信息20条;", position=1, parent=0, level=2),
        section("人事信息10条。", position=2, parent=0, level=2),
    ]
    found = find_indicators("", (parent, *items), 2018)
    assert [(one.code, one.value, one.section) for one in found] == [
        ("proactive_total", 30, 0),
        ("proactive_category", 20, 1),
        ("proactive_category", 10, 2),
    ]


def test_kinds_in_the_next_section_are_parts() -> None:
    parent = section("", heading="主动公开情况")
    count = section("网站公开政府信息30条。", position=1, parent=0, level=2, heading="公开的数量")
    kinds = section("公开信息类别:财政信息20条。", position=2, parent=0, level=2, heading="公开的类别")
    found = find_indicators("", (parent, count, kinds), 2018)
    assert stated(found) == [("website_disclosed", 30, "eq", "条"), ("proactive_category", 20, "eq", "条")]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("2017年各部门共举办3次新闻发布会。", [], id="another year of bodies"),
        pytest.param("要求各部门举办3次培训班。", [], id="a plan for bodies"),
        pytest.param("全县各部门废止12件规范性文件。", [], id="what bodies repealed"),
        pytest.param("每个部门每年至少召开1次新闻发布会。", [], id="a rate"),
        pytest.param("全县各部门召开3次新闻发布会。", ["press_conferences"], id="what bodies did"),
        pytest.param("23个部门未收到政府信息公开申请。", [], id="some bodies received none"),
        pytest.param("部分单位未开展政务公开培训。", [], id="some bodies trained nobody"),
        pytest.param("未收到涉及征地的政府信息公开申请。", [], id="none of one kind"),
        pytest.param("没有出台涉企规范性文件。", [], id="no document of one kind"),
        pytest.param("未收到要求公开政府信息的申请。", ["application_received"], id="none at all"),
        pytest.param("1-11月,全县主动公开政府信息12563条。", [], id="eleven months"),
        pytest.param("12月份主动公开信息126条。", [], id="one month"),
        pytest.param("近三年共主动公开信息3562条。", [], id="three years"),
        pytest.param("主动公开政府信息减少56条。", [], id="by how much it fell"),
        pytest.param("收费金额减少120万元。", [], id="by how much money fell"),
    ],
)
def test_whose_and_which_figure_it_is(text: str, codes: list[str]) -> None:
    wanted = {"press_conferences", "training_sessions", "normative_docs_issued", "application_received"}
    wanted |= {"application_outcome", "proactive_total", "fee_collected"}
    assert [one.code for one in read(text) if one.code in wanted] == codes


@pytest.mark.parametrize(
    "text",
    [
        "印发公文126件,其中主动公开86件,依申请公开30件,不公开10件。",
        "从公开属性看,主动公开86件、依申请公开30件、不予公开10件。",
        "主动公开信息126条、依申请公开信息3条、不予公开信息1条。",
    ],
)
def test_how_documents_are_classed_is_no_application(text: str) -> None:
    assert [one for one in read(text) if one.code.startswith("application_")] == []


def test_introduction_has_no_section() -> None:
    (found,) = find_indicators("全年公开信息30条。", (), 2018)
    assert found.section is None


def test_year_unknown_takes_any() -> None:
    assert stated(read("2016年公开信息30条。", year=None)) == [("proactive_total", 30, "eq", "条")]


def test_this_year_over_the_running_total() -> None:
    found = read("累计主动公开政府信息5000条,其中本年度新增主动公开政府信息300条。")
    assert stated(found) == [("proactive_total", 300, "eq", "条")]


def test_this_year_over_the_total_as_of_its_end() -> None:
    found = read("截至2018年底,累计主动公开政府信息5000条。2018年,共主动公开政府信息300条。")
    assert stated(found) == [("proactive_total", 300, "eq", "条")]


def test_whole_over_what_a_website_states() -> None:
    found = read("网站主动公开政府信息300条。全年主动公开政府信息500条。")
    assert [one.value for one in found if one.code == "proactive_total"] == [500]


def test_stated_twice_is_given_once() -> None:
    assert len(read("收到信息公开申请3件。全年共收到政府信息公开申请3件。")) == 1


def test_quote_is_verbatim() -> None:
    text = "工作有序推进。全年（含转发），公开信息　２６ 条；举办培训２次！\n其他事项。"
    assert [one.quote for one in read(text)] == ["全年（含转发），公开信息　２６ 条；", "举办培训２次！"]


def test_position_of_the_section_is_kept() -> None:
    (found,) = read("举办培训2次。", position=7)
    assert found.section == 7


PIECES = [
    "收到",
    "公开",
    "信息",
    "申请",
    "行政复议",
    "其中",
    "(",
    ")",
    "《",
    "》",
    "，",
    "；",
    "。",
    "\n",
    "12",
    "２",
    "条",
    "件",
]
PIECES += [
    "没有",
    "未收到",
    "无",
    "、",
    "和",
    "等",
    "网站",
    "比2017年",
    "占",
    "%",
    "余",
    "0",
    "为",
    "零",
    "“",
    "”",
    " ",
    "\u3000",
    "\x00",
]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.none() | st.integers(2008, 2025))
def test_any_text_is_read_and_quoted_verbatim(text: str, year: int | None) -> None:
    found = read(text, year, heading=text[:20])
    assert [one.quote for one in found if not one.quote or one.quote not in text] == []
    assert found == read(text, year, heading=text[:20])


ADVERSARIAL = ["1", "其中", ",", "1件,", "1件。", "未收到申请。", "(", "《", "无、", "公开", "一", "等", "占"]


@pytest.mark.parametrize("piece", ADVERSARIAL)
def test_linear_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    started = time.process_time()
    find_indicators(text, (), 2018)
    assert time.process_time() - started < 2
