"""Addresses of this room."""

from django.urls import path

from viceversa.pairing.views import answers, board, moves, next_best, pool, publication, rechecks

DRAFT = "programmes/<str:code>/board/"

urlpatterns = [
    path("programmes/<str:code>/pool/", pool.programme_pool, name="programme_pool"),
    path(DRAFT, board.board, name="board"),
    path(f"{DRAFT}solution/", board.solution, name="solution"),
    path(f"{DRAFT}solution/progress/", board.progress, name="solution_progress"),
    path(f"{DRAFT}solution/end/", board.solution_end, name="solution_end"),
    path(f"{DRAFT}solution/record/", board.solution_record, name="solution_record"),
    path(f"{DRAFT}move/", moves.move, name="board_move"),
    path(f"{DRAFT}pairs/<str:suggestion_id>/", moves.suggestion, name="suggestion"),
    path(f"{DRAFT}pairs/<str:suggestion_id>/lock/", moves.lock, name="suggestion_lock"),
    path(
        f"{DRAFT}pairs/<str:suggestion_id>/separation/",
        moves.separation,
        name="suggestion_separation",
    ),
    path(f"{DRAFT}separations/<str:exclusion_id>/end/", moves.exclusion_end, name="exclusion_end"),
    path(f"{DRAFT}publication/", publication.publication, name="publication"),
    path(
        "programmes/<str:code>/pairs/next-best/<str:participation_id>/",
        next_best.second_best,
        name="second_best",
    ),
    path(
        "programmes/<str:code>/pairs/<str:pair_code>/independence/",
        rechecks.programme_independence,
        name="programme_independence",
    ),
    path("pairs/<str:code>/independence/", rechecks.pair_independence, name="pair_independence"),
    path("pairs/<str:code>/answer/", answers.pair_answer, name="pair_answer"),
    path("answer/<str:token>/", answers.personal_answer, name="personal_answer"),
]
