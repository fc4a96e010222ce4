"""From a list as HR sends it to rows in our tables.

fields     what can stand in a list, and by which headings it is known
vocabulary the words of a cell (roles, topics, languages) in Swedish and English
cells      text of one cell -> value, or what is wrong with it
reading    table + mapping -> rows
world      what the house knows already of those people, read in a few queries
lines      duplicates in the list, circles in who reports to whom
planning   rows + world -> what would happen to each, and why not
nominees   a list of names to be invited: read and judged without a world of its own
writing    the plan -> prepared statements, run in one short transaction

Nothing but `writing.bring_in` changes anything. Used by the import and by the form for one person,
so that both judge alike.
"""
