"""Tags into marks."""

import pytest

from goicrawl.clean.names import is_hidden_name, is_menu_name, mark_of


@pytest.mark.parametrize(
    ("tag", "mark"),
    [
        ('div class="TRS_Editor"', "body:trs_editor"),
        ('div class="view TRS_UEDITOR trs_paper_default"', "body:trs_editor"),
        ('td id="UCAP-CONTENT" class="b12c"', "body:ucap"),
        ("ucapcontent", "body:ucap"),
        ('div id="vsb_content_501"', "body:vsb"),
        ('div class="wp_articlecontent"', "body:webplus"),
        ('div id="zoom"', "body:hanweb"),
        ('div class="TRS_Editor" hidden=""', "body:trs_editor:hidden"),
        ('div class="ng-hide"', "hidden"),
        ('li hidden=""', "hidden"),
        ("nav", "chrome"),
        ("footer", "chrome"),
        ('div class="footer_2020"', "chrome"),
        ('div class="pageHeader"', "chrome"),
        ('div class="share"', "chrome?"),
        ('div class="print-content"', ""),
        ('div class="content_fontsize"', ""),
        ("h1", "title"),
        ('p class="article-title"', "title"),
        ('div class="arti_title"', "title"),
        ("p", ""),
        ('div class="w1200"', ""),
    ],
)
def test_marks(tag: str, mark: str) -> None:
    assert mark_of(tag) == mark


@pytest.mark.parametrize(
    ("names", "is_hidden"), [("ng-scope ng-hide", True), ("hidden-xs", False), (None, False)]
)
def test_names_that_hide(names: str | None, is_hidden: bool) -> None:
    assert is_hidden_name(names) is is_hidden


@pytest.mark.parametrize(
    ("element", "classes", "id_", "is_menu"),
    [
        ("div", "footer", None, True),
        ("ul", "mainNav clearfix", None, True),
        ("div", None, "top", True),
        ("nav", None, None, True),
        ("div", "article-header", None, False),
        ("div", "content", "main", False),
    ],
)
def test_names_of_menus(element: str, classes: str | None, id_: str | None, is_menu: bool) -> None:
    assert is_menu_name(element, classes, id_) is is_menu
