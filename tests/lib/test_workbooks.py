import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from viceversa.lib.tables import Table, TableError, read_table, write_csv, write_xlsx


def workbook(fill: Callable[[Any], None]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        fill(book)
    return out.getvalue()


def read(fill: Callable[[Any], None]) -> Table:
    return read_table(workbook(fill), "people.xlsx")


def refusal(data: bytes) -> str:
    with pytest.raises(TableError) as caught:
        read_table(data, "people.xlsx")
    return str(caught.value)


def test_cells_come_as_a_person_sees_them():
    def fill(book):
        page = book.add_worksheet()
        shown = [
            ("whole", 3.0, None, "3"),
            ("large", 46701234567, None, "46701234567"),
            ("part", 0.1 + 0.2, None, "0.3"),
            ("minus", -2.5, None, "-2.5"),
            ("yes", True, None, "true"),
            ("text", " 007 ", None, "007"),
            ("day", date(2026, 3, 4), "yyyy-mm-dd", "2026-03-04"),
            ("moment", datetime(2026, 3, 4, 14, 30), "yyyy-mm-dd hh:mm", "2026-03-04 14:30"),  # noqa: DTZ001
            ("clock", time(14, 30), "hh:mm", "14:30"),
            ("length", timedelta(hours=30), "[h]:mm", "30:00"),
        ]
        for column, (heading, value, style, _) in enumerate(shown):
            page.write(0, column, heading)
            page.write(1, column, value, book.add_format({"num_format": style}) if style else None)
        expected.extend(text for *_, text in shown)

    expected: list[str] = []
    table = read(fill)
    assert table.rows == (tuple(expected),)


def test_rows_keep_the_numbers_of_the_sheet():
    def fill(book):
        page = book.add_worksheet()
        page.write(3, 2, "name")
        page.write(4, 2, "Anna")
        page.write(8, 2, "Bo")

    table = read(fill)
    assert (table.headers, table.rows) == (("name",), (("Anna",), ("Bo",)))
    assert (table.header_line, table.line_of(0), table.line_of(1)) == (4, 5, 9)


def test_the_first_visible_sheet_is_read_and_the_others_told():
    def fill(book):
        for name in ("secret", "people", "help"):
            book.add_worksheet(name).write_column(0, 0, ["name", f"on {name}"])
        book.get_worksheet_by_name("people").activate()
        book.get_worksheet_by_name("people").set_first_sheet()
        book.get_worksheet_by_name("secret").hide()

    table = read(fill)
    assert table.rows == (("on people",),)
    assert list(map(str, table.warnings)) == [
        "Only the sheet “people” was read; these were not: help."
    ]


def test_a_formula_that_fails_is_told():
    def fill(book):
        page = book.add_worksheet()
        page.write_row(0, 0, ["name", "manager"])
        page.write(1, 0, "Anna")
        page.write_formula(1, 1, "=NA()", None, "#N/A")

    table = read(fill)
    assert table.rows == (("Anna", ""),)
    assert [warning.values for warning in table.warnings] == [{"cell": "B2"}]


def test_a_table_of_17_billion_cells_cannot_take_the_process_down():
    def fill(book):
        page = book.add_worksheet()
        page.write(0, 0, "name")
        page.write(1_048_575, 16_383, "far away")

    assert refusal(workbook(fill)).startswith("“people.xlsx” unpacks to a larger table")


def test_what_only_looks_like_a_workbook_is_refused():
    letter = io.BytesIO()
    with zipfile.ZipFile(letter, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    for data in (letter.getvalue(), b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + bytes(600)):
        assert refusal(data).startswith("“people.xlsx” cannot be read as a spreadsheet.")


def test_a_password_is_named_as_the_reason():
    data = b"\xd0\xcf\x11\xe0" + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    assert refusal(data).startswith("“people.xlsx” is protected by a password.")


def test_a_sheet_of_libreoffice_is_read_without_its_million_blank_rows():
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(f"<table:table-row>{cell.format(text)}</table:table-row>" for text in ("a", "Å"))
    blank = (
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "manifest")
    )
    sheet = f'<table:table table:name="People">{rows}{blank}</table:table>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f"<manifest:manifest{spaces}/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content{spaces}><office:body><office:spreadsheet>{sheet}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    assert read_table(out.getvalue(), "people.ods").rows == (("Å",),)


def test_an_empty_workbook_is_refused():
    assert refusal(workbook(lambda book: book.add_worksheet())) == "“people.xlsx” is empty."


def test_csv_is_written_for_excel():
    day = date(2026, 3, 4)
    assert write_csv(["Namn", "Antal"], [["Åsa;Ö", 3], ["-", -2.5], [None, day]]) == (
        'Namn;Antal\r\n"Åsa;Ö";3\r\n\'-;-2.5\r\n;2026-03-04\r\n'.encode("utf-8-sig")
    )


@pytest.mark.parametrize("risky", ["=1+1", "+46 8 1", "-x", "@SUM(A1)", "\tx", "\rx", " =1", "＝1"])
def test_formulas_are_neutralised_in_both(risky):
    assert f"'{risky}".encode() in write_csv(["a"], [[risky]])
    with zipfile.ZipFile(io.BytesIO(write_xlsx(["a"], [[risky]], sheet="x"))) as archive:
        page, strings = map(archive.read, ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"))
    assert b"<f>" not in page
    assert f"'{risky}".replace("\r", "_x000D_").encode() in strings


def test_a_workbook_is_named_whatever_the_programme_is_called():
    data = write_xlsx(["a"], [["1"]], sheet="Round [1]: who/whom? " * 3, widths=[20])
    assert read_table(data, "x.xlsx").rows == (("1",),)


def test_a_cell_that_would_be_lost_is_refused():
    with pytest.raises(ValueError, match="40000 characters"):
        write_xlsx(["a"], [["x" * 40_000]], sheet="x")


written = st.text(st.sampled_from("aÅé '=+-@;,\"\t\n1＝"), max_size=6).map(str.strip)
tables = st.lists(st.tuples(st.just("x"), written, written), min_size=1, max_size=4)


@given(tables)
def test_what_was_written_is_read_back_from_csv(rows):
    assert read_table(write_csv(["a", "b", "c"], rows), "x.csv").rows == tuple(rows)


@given(tables)
@settings(max_examples=10)
def test_what_was_written_is_read_back_from_xlsx(rows):
    table = read_table(write_xlsx(["a", "b", "c"], rows, sheet="x"), "x.xlsx")
    assert table.rows == tuple(rows)
