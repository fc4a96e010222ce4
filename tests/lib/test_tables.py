import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viceversa.lib.tables import Table, TableError, read_table

SWEDISH = "Namn;Ort\r\nÅsa Öberg;Växjö\r\nBo Ek;Luleå\r\n"
SWEDISH_ROWS = (("Åsa Öberg", "Växjö"), ("Bo Ek", "Luleå"))


def read(text: str) -> Table:
    return read_table(text.encode(), "people.csv")


def refusal(data: bytes | str, *, limit: int = 2**20) -> TableError:
    data = data.encode() if isinstance(data, str) else data
    with pytest.raises(TableError) as caught:
        read_table(data, "people.csv", limit=limit)
    return caught.value


@pytest.mark.parametrize(
    "data",
    [
        SWEDISH.encode(),
        SWEDISH.encode("utf-8-sig"),
        SWEDISH.encode("cp1252"),
        codecs.BOM_UTF16_LE + SWEDISH.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + SWEDISH.encode("utf-16-be"),
        SWEDISH.encode("utf-16-le"),
        SWEDISH.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8-bom", "cp1252", "16le-bom", "16be-bom", "16le", "16be"],
)
def test_every_encoding_gives_the_same_table(data):
    table = read_table(data, "people.csv")
    assert (table.headers, table.rows) == (("Namn", "Ort"), SWEDISH_ROWS)


def test_a_guessed_encoding_is_told():
    assert [str(w)[:34] for w in read_table(SWEDISH.encode("cp1252"), "p.csv").warnings] == [
        "The file was read as Windows text "
    ]
    assert read(SWEDISH).warnings == ()


def test_decomposed_letters_become_one_form():
    assert read("Namn\nA\u030asa\n").rows == (("Åsa",),)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_delimiters_are_found_out(delimiter):
    table = read(delimiter.join("abc") + "\n" + delimiter.join("123"))
    assert (table.headers, table.rows) == (("a", "b", "c"), (("1", "2", "3"),))


@pytest.mark.parametrize(
    ("text", "headers", "rows"),
    [
        ("name,wants\nAnna,A1;B2\n", ("name", "wants"), (("Anna", "A1;B2"),)),
        ('name,"wants; offers; knows"\nBo,"A1;B2;C3"\n', ("name", "wants; offers; knows"), None),
        ("Namn;Titel, enhet;E-post\nBo;Chef, HR;b@x.example\n", None, None),
        ("name\nBerg, Anna\nEk, Bo\n", ("name",), (("Berg, Anna",), ("Ek, Bo",))),
        ("Namn, efternamn först\nAnna\nBo\n", ("Namn, efternamn först",), (("Anna",), ("Bo",))),
        ("id\nx1\n", ("id",), (("x1",),)),
        ("name;mail;note\nAnna;a@x.example\n", None, (("Anna", "a@x.example", ""),)),
    ],
)
def test_other_marks_in_the_cells_do_not_deceive(text, headers, rows):
    table = read(text)
    assert table.headers == (headers or tuple(text.split("\n")[0].split(";")))
    assert rows is None or table.rows == rows


def test_the_sep_line_of_excel_is_obeyed_and_counted():
    table = read("sep=,\r\na,b;c\r\n1,2;3\r\n")
    assert (table.headers, table.rows) == (("a", "b;c"), (("1", "2;3"),))
    assert (table.header_line, table.line_of(0)) == (2, 3)


def test_lines_are_those_of_the_file():
    text = '\n;;\nname;note\nAnna;"one\ntwo"\n\n ; \nBo;"say ""hi"""\n'
    table = read(text)
    assert table.rows == (("Anna", "one\ntwo"), ("Bo", 'say "hi"'))
    assert (table.header_line, table.line_of(0), table.line_of(1)) == (3, 4, 8)


def test_titles_above_the_headings_are_passed_over():
    table = read("Personallista;;\n\n2026-09-01;;\nid;name;mail\n1;Anna;a@x.example\n")
    assert table.headers == ("id", "name", "mail")
    assert (table.header_line, table.line_of(0), table.blank_lines) == (4, 5, ())


def test_a_lonely_heading_above_few_cells_is_no_title():
    assert str(refusal("id;;\n1;b;\n2;b;c\n")).startswith("Row 2: “b” stands in column 2")


def test_a_title_and_headings_alone_are_no_rows():
    assert "has headings but no rows" in str(refusal("List;;\nid;name;mail\n"))


def test_old_line_ends_are_understood():
    assert read("a;b\r1;2\r3;4").rows == (("1", "2"), ("3", "4"))


def test_cells_and_headings_are_tidied():
    table = read("\u200b a \n b ;c\n".replace("\n b", " b") + "\u00a01 ;\ufeff2\u200b\n")
    assert (table.headers, table.rows) == (("a b", "c"), (("1", "2"),))


def test_short_rows_are_padded_and_blank_columns_dropped():
    table = read("a;;b;\n1;;;\n2\n3;;4;\n")
    assert (table.headers, table.rows) == (("a", "b"), (("1", ""), ("2", ""), ("3", "4")))


def test_a_surplus_cell_is_refused_with_its_row():
    error = refusal("a;b\n1;2\n3;4;five\n")
    assert (error.row, str(error)) == (
        3,
        "Row 3: “five” stands in column 3, which has no heading.",
    )


def test_a_heading_twice_is_refused():
    error = refusal("E-post;Namn;e-POST\na;b;c\n")
    assert (error.row, error.column) == (1, "e-POST")
    assert str(error) == (
        "Row 1, column “e-POST”: The heading stands over two columns. Rename or delete one of them."
    )


def test_an_open_quote_is_refused_where_it_begins():
    error = refusal('a;b\n1;2\n"3;4\n5;6\n')
    assert (error.row, error.column) == (3, None)
    assert str(error).startswith("Row 3: The quotation marks do not match")


def test_an_open_quote_in_a_large_file_is_refused():
    assert refusal('a;b\n"1;2\n' + "3;4\n" * 40_000).row == 2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "“people.csv” is empty."),
        (b"\n  \n\r\n", "“people.csv” is empty."),
        ("\ufeff".encode(), "“people.csv” is empty."),
        (b"name;mail\n\n", "“people.csv” has headings but no rows beneath them."),
        (b"name;mail\nA\x00nna;x\n", "“people.csv” is not a table of text."),
        (bytes(1000), "“people.csv” is not a table of text."),
        (b"\xff\xfea\x00\x00", "“people.csv” is not a table of text."),
        (b"\x89PNG\r\n\x1a\n\x81\x8d", "“people.csv” is not a table of text."),
        (b" <html><table><tr>", "“people.csv” is a web page"),
        (b"a;b\n" * 400_000, "“people.csv” is larger than 1 MB"),
    ],
)
def test_what_is_no_table_is_refused_plainly(data, message):
    assert str(refusal(data)).startswith(message)


def test_an_error_can_be_said_in_another_language():
    swedish = {
        "Row %(row)s: %(message)s": "Rad %(row)s: %(message)s",
        "“%(cell)s” stands in column %(place)s, which has no heading.": "%(cell)s är över.",
    }
    error = refusal("a;b\n1;2;3\nx;y")
    assert error.translated(lambda text: swedish.get(text, text)) == "Rad 2: 3 är över."


@given(st.text(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_text_is_read_or_refused(text, encoding):
    try:
        table = read_table(text.encode(encoding), "any.csv")
    except TableError as error:
        assert str(error)  # either outcome is right, a third is not
    else:
        assert {len(row) for row in table.rows} == {len(table.headers)}


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return
    try:
        table = read_table(data, "any.csv")
    except TableError as error:
        assert str(error)
    else:
        assert len(table.lines) == len(table.rows) > 0
