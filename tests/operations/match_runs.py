"""`viceversa match` run by tests: two lists of the same people, and the pairs of an answer."""

from collections.abc import Callable
from typing import Any

PEOPLE = """id,role,name,email,organisation,unit,manager,level,languages,wants,offers,knows
1,mentor,Åsa,asa@x.example,X,A,9,2,sv,,A1:3;B2,
2,mentor,Bo,bo@x.example,X,B,,1,sv;en,,A2,
3,mentee,Cia,cia@y.example,Y,A,,5,sv,A1;A2:1,,
4,mentee,Dan,dan@y.example,Y,B,,4,en,A2,,
9,other,Eva,eva@x.example,X,C,4,6,,,,
"""
SWEDISH = """Roll;Namn;E-post;Företag;Avdelning;Närmaste chef;Nivå;Språk;Vill;Erbjuder;Känner
mentor;Åsa;asa@x.example;X;A;eva@x.example;2;sv;;"A1:3;B2";
Mentor;Bo;bo@x.example;X;B;;1;"sv;en";;A2;
adept;Cia;Cia@Y.example;Y;A;;5;sv;"A1;A2:1";;
Adept;Dan;dan@y.example;Y;B;;4;en;A2;;
övrig;Eva;eva@x.example;X;C;DAN@y.example;6;;;;
"""
Run = Callable[..., dict[str, Any]]


def pairs(answer: dict[str, Any]) -> set[tuple[str, str]]:
    return {(pair["mentor"], pair["mentee"]) for pair in answer["pairs"]}
