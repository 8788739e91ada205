"""How pages that are not the real thing give themselves away, by kind: words as they print them."""

import re

# Robot checks' marks. Real pages carry them too: a portal guarded by 瑞数 has $_ts in every page, a
# login box asks for a 验证码. Only a page that shows little else is a wall.
ROBOT_CHECK = re.compile(
    r"\$_ts\b|__jsl_clearance|__jsluid|acw_sc__v[23]|aliyun_?waf|\b(?:waf|WAF)\b|[Cc]aptcha|CAPTCHA"
    r"|验证码|安全验证|人机验证|访问验证|滑动验证|拖动.{0,4}滑块|按住滑块"
    r"|访问(?:过于|太)?频繁|(?:访问|请求|行为|操作).{0,12}(?:拦截|阻断|非法|异常|被拒绝|受限|不合法)|禁止访问|拒绝访问"
    r"|(?:黑客|恶意|网络)攻击|恶意(?:请求|访问)|安全(?:威胁|策略|防护)|(?:IP|ip)(?:地址)?.{0,8}(?:封禁|封锁|黑名单|限制)"
    r"|防火墙|创宇盾|安全狗|云锁|护卫神|玄武盾|雷池|云盾|网站卫士|云加速|云防护|D盾"
    r"|(?:启用|开启|打开|[Ee]nable) ?(?:JavaScript|Javascript|javascript|JS)"
    r"|仅限.{0,10}(?:境内|大陆|国内).{0,4}访问|境外.{0,10}(?:访问|IP|ip)|浏览器版本(?:过低|太低|过旧)|安全环境"
    r"|has been blocked|[Rr]equest (?:[Bb]locked|[Rr]ejected)|requested URL was rejected|[Aa]ccess [Dd]enied"
    r"|[Cc]hecking your browser|cf-browser"
)
# A page that shows nothing and sets a cookie or moves on by script is one too; 瑞数 marks its scripts r=m.
ROBOT_SCRIPT = re.compile(
    r"document\.cookie|location\.(?:reload|replace|href)|location\s*=|\br\s?=\s?['\"]m['\"]|\.submit\(\)"
)
# A page of nothing but this was deleted: it moves readers on to its column.
MOVED = re.compile(r"http-equiv\s?=\s?['\"]?refresh['\"]?\s[^<>]{0,40}\burl\s?=", re.I)
# What a page without text says: alert('该信息不存在！'), <img alt="网站维护中">.
SPOKEN = re.compile(
    r"""\b(?:alert\(\s{0,4}|alt\s{0,4}=\s{0,4})(?P<quote>["'])(?P<words>[^"'<>]{1,200})(?P=quote)""", re.I
)

_SERVICE = r"(?:系统|网站|站点|本站|平台|服务器?)"
MAINTENANCE = re.compile(
    rf"{_SERVICE}.{{0,8}}(?:维护|升级|改版|迁移|割接|检修|建设)(?:中|期间|，|,|。|！|!|给您|请|暂|公告|$)"
    rf"|(?:正在|例行|停机)(?:进行)?.{{0,6}}(?:维护|升级|检修)"
    rf"|{_SERVICE}已.{{0,14}}(?:关停|关闭|停用|下线|停止(?:服务|更新|运行)|迁移[至到])"
    rf"|{_SERVICE}.{{0,6}}(?:已关闭|已停用|已下线|已暂停|暂停(?:服务|访问|使用)|停止(?:服务|访问|运行)|繁忙)"
    r"|该?网站暂时无法(?:进行)?访问|未备案|服务(?:暂时)?不可用"
    r"|应用程序中的服务器错误|(?:服务器|系统)(?:内部)?(?:错误|异常)(?:，|,|。|！|!|请|$)"
    r"|Internal Server Error|HTTP Status 500|Whitelabel Error Page|400 Bad Request|could not be retrieved"
    r"|upstream connect error|no healthy upstream|数据库连接(?:错误|失败|出错)|OLE DB Provider"
    r"|Service (?:Temporarily )?Unavailable|Bad Gateway|Gateway Time-?out|(?:under|for) maintenance"
    r"|Welcome to (?:nginx|OpenResty|tengine)|IIS Windows Server|It works!|Apache Tomcat",
    re.I,
)
"""Maintenance, a site that is closed or out of order, and a server that has no site yet."""

# 信息不存在 is also how an application is decided: what is missing must be called a page here.
_PAGE = r"(?:页面|网页|页|链接|网址|地址|文章|栏目|文件|资源)"
NOT_FOUND = re.compile(
    rf"(?:访问|浏览|查看|打开|请求|查找|要找|寻找)的?(?:这个)?{_PAGE}.{{0,12}}"
    r"(?:不存在|找不到|没有找到|未找到|无法找到|无法访问|删除|移除|移走|下线|丢失|失效|过期|出错)"
    r"|您(?:所)?(?:访问|浏览|查看|请求|查找)的(?:信息|内容).{0,8}(?:不存在|找不到|未找到|已(?:被)?删除|已(?:被)?移除)"
    rf"|(?:抱歉|对不起|很遗憾|糟糕|哎呀).{{0,12}}{_PAGE}.{{0,8}}(?:不存在|找不到|没有找到|未找到|删除|丢失|走丢|不见)"
    r"|(?:页面|网页|文章|栏目)(?:不存在|未找到|没有找到|找不到|无法找到|走丢|丢失了|已(?:被)?删除|正在审核|未发布)"
    r"|(?:该|此|本)(?:信息|内容|稿件|新闻|文档)(?:不存在|已(?:被)?(?:删除|移除|撤下|撤销|下线))"
    r"|(?:该|此|本)?页面已(?:过期|失效|下线)|(?:没有|无)权限(?:查看|访问|浏览)"
    r"|该?页(?:面)?无法显示|无法显示(?:该|此)?网?页|找不到文件或目录|page cannot be displayed"
    r"|无法找到(?:该|此|您|所)?.{0,6}(?:网?页|资源|文件)"
    r"|\b404\b.{0,20}(?:Not Found|错误|error|页面|找不到)|(?:错误|error).{0,8}\b404\b"
    r"|(?:Page|File|Object|Resource) (?:was )?not found"
    r"|The (?:page|requested URL).{0,60}(?:not found|cannot be found)",
    re.I,
)

# What the whole of a <title> says, the site's name cut off.
TITLE = {
    "soft_404": re.compile(
        r"(?:HTTP(?: Status)?|ERROR|错误|状态)?\s?[:：]?\s?404(?![0-9]).{0,20}"
        r"|(?:出错|错误|系统错误|error)(?:页面?|提示|信息)?|.{0,6}(?:页面|网页|文件)(?:不存在|未找到|找不到|没有找到|丢失|走丢了?)"
        r"|(?:无法找到|找不到)(?:该|此|您所)?.{0,4}(?:页面?|网页|资源)|page not found|not found",
        re.I,
    ),
    "maintenance": re.compile(
        rf"(?:{_SERVICE}|例行|停机).{{0,6}}(?:维护|升级|检修|改版)(?:中|公告|通知|页面|提示)?|.{{0,4}}(?:建设中|维护中)"
        r"|50[0234](?: .{0,30})?|service (?:temporarily )?unavailable|bad gateway|gateway time-?out"
        r"|internal server error|运行时错误|apache tomcat/\S{1,20}.{0,20}",
        re.I,
    ),
    "blocked": re.compile(
        r"(?:访问|请求|安全)?(?:拦截|拦截提示|安全验证|人机验证|安全检测|安全检查|访问验证|访问受限|访问被拒绝|拒绝访问)(?:页面?|提示)?"
        r"|(?:ERROR |错误)?40[35](?: .{0,30})?|(?:访问|请求)(?:被)?(?:阻断|禁止)"
        r"|just a moment\.*|attention required.{0,30}|(?:403 )?forbidden|access denied",
        re.I,
    ),
}

LOGIN = re.compile(r"登\s?[录陆]|身份认证|\b(?:sign|log) ?in\b", re.I)
PASSWORD = re.compile(r"""<input\b[^>]{0,300}\btype\s{0,4}=\s{0,4}["']?password""", re.I)

MOUNT = re.compile(
    r"""\bid\s{0,4}=\s{0,4}["']?(?:app|root|__next|__nuxt|main-app|react-root|vue-app)["'\s>]""", re.I
)
"""The element that a script fills with the whole page."""
VARIABLE = re.compile(r"\{\{[^{}]{1,200}\}\}|\$\{[^{}]{1,200}\}|<%[^%]{1,200}%>")
"""A template's variable that no script has filled in."""

EMBEDDED = re.compile(r"\.(?:pdf|docx?|ofd|swf)['\"?]", re.I)
"""A document that a script shows in the page's place."""

TITLED = re.compile(
    r"<title[^<>]{0,100}>[^<]{0,100}(?:[12][0-9]{3}|二[〇零○])[^<]{0,40}(?:信息|政务)公开[^<]{0,20}(?:报告|年报)",
    re.I,
)
"""A title of the report of some year."""

REPORT = re.compile(
    r"(?:信息|政务)公开(?:工作|年度|情况|[0-9年的及和])*(?:报告|年报)|(?:年度|工作)报告|主动公开|依申请公开|公开申请"
)
"""Words of the reports: a page that shows them is let through, however short it is."""
