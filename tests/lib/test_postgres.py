"""How PostgreSQL is reached, as far as it can be told without one."""

from pathlib import Path

from viceversa.lib import postgres
from viceversa.settings import CONFIG, database

NAMED = "postgres://host/name?connect_timeout=9&sslmode=require"


def test_an_address_may_ask_for_more_and_for_other_than_the_house_does() -> None:
    options = database(NAMED, Path("unused"), {})["OPTIONS"]
    usual = postgres.options(CONFIG.threads)
    assert options == {**usual, "connect_timeout": 9, "sslmode": "require"}


def test_a_connection_of_the_pool_is_looked_at_before_it_is_used() -> None:
    assert database(NAMED, Path("unused"), {})["CONN_HEALTH_CHECKS"]


def test_every_thread_may_hold_a_connection_and_the_beat_of_the_worker_has_its_own() -> None:
    assert postgres.options(4)["pool"]["max_size"] == 6


def test_tries_to_connect_end_before_whoever_waits_is_turned_away() -> None:
    pool = postgres.options(4)["pool"]
    assert pool["reconnect_timeout"] < pool["timeout"]
