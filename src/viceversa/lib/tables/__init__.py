"""Tables of text as people send them (CSV, XLSX, XLS, ODS), in and out. Knows nothing of Django.

decode     bytes -> text       encodings
delimited  text  -> records    delimiters, quotes, line numbers
workbook   bytes -> records    spreadsheets, read by opener in a process of its own
reading    records -> Table    headings, blanks, ragged rows
writing    cells -> bytes
"""

from viceversa.lib.tables.errors import TableError
from viceversa.lib.tables.reading import DEFAULT_LIMIT, Table, read_table
from viceversa.lib.tables.writing import Cell, write_csv, write_xlsx

__all__ = ["DEFAULT_LIMIT", "Cell", "Table", "TableError", "read_table", "write_csv", "write_xlsx"]
