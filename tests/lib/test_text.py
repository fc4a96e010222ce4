import pytest
from hypothesis import given
from hypothesis import strategies as st

from viceversa.lib.text import (
    AddressError,
    address_key,
    normalise_address,
    plain_name,
)


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("anna@example.org", "anna@example.org"),
        (" Anna.Berg@Example.ORG\u00a0", "anna.berg@example.org"),
        ("\ufeffanna@example.org\u200b", "anna@example.org"),
        ("ａｎｎａ＠ｅｘａｍｐｌｅ．ｏｒｇ", "anna@example.org"),
        ("anna+work@räksmörgås.example", "anna+work@xn--rksmrgs-5wao1o.example"),
        ("anna@RA\u0308KSMO\u0308RGA\u030aS.example", "anna@xn--rksmrgs-5wao1o.example"),
        ("o'brien@example.org", "o'brien@example.org"),
    ],
)
def test_addresses_come_to_one_form(raw, stored):
    assert normalise_address(raw) == stored
    assert address_key(raw) == stored


@pytest.mark.parametrize(
    "raw",
    [
        "anna",
        "@example.org",
        "anna@",
        "anna@example",
        "anna@localhost.",
        "anna@@example.org",
        "anna berg@example.org",
        "anna@exam ple.org",
        "anna@example..org",
        ".anna@example.org",
        "anna@-example.org",
        "anna@10.0.0.1",
        "Anna <anna@example.org>",
        "anna@example.org,bo@example.org",
        "anna@example.org\nBcc: all@example.org",
        f"{'a' * 65}@example.org",
        f"anna@{'a.' * 130}org",
    ],
)
def test_nonsense_is_no_address(raw):
    with pytest.raises(AddressError, match="is not an e-mail address"):
        normalise_address(raw)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (" \t", "The e-mail address is missing."),
        ("åsa@example.org", "“åsa@example.org” has a letter such as å, ä or ö before the @"),
    ],
)
def test_common_mistakes_are_named(raw, message):
    with pytest.raises(AddressError) as caught:
        normalise_address(raw)
    assert str(caught.value).startswith(message)


@given(st.text() | st.emails())
def test_a_stored_address_stays_as_it_is(raw):
    key = address_key(raw)
    assert address_key(key) == key
    try:
        stored = normalise_address(raw)
    except AddressError:
        return
    assert (normalise_address(stored), stored.isascii(), stored == key) == (stored, True, True)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (" Anna\t\u00a0 Berg\n", "Anna Berg"),
        ("A\u030asa", "Åsa"),
        ("Anna\x00\x1b[31m\u202eBerg", "Anna[31mBerg"),
        ("Anna\r\nBcc: x", "Anna Bcc: x"),
        ("Nguyễn Thị Hoa", "Nguyễn Thị Hoa"),
    ],
)
def test_names_stand_on_one_line(raw, name):
    assert plain_name(raw) == name


@given(st.text())
def test_a_plain_name_is_printable(raw):
    name = plain_name(raw)
    assert name.isprintable()
    assert plain_name(name) == name
