"""Addresses of this room: the pair's own, those of a programme, and the owner's link."""

from django.urls import URLPattern, URLResolver, include, path

from viceversa.ideas.views import by_link, led, own

pair_urls: list[URLPattern | URLResolver] = [
    path("", own.pair_ideas, name="pair_ideas"),
    path("file/", own.pair_ideas_download, name="pair_ideas_download"),
    path("new/", own.idea_new, name="idea_new"),
    path("drafts/<str:draft_code>/", own.idea_draft, name="idea_draft"),
    path("drafts/<str:draft_code>/change/", own.idea_change, name="idea_change"),
    path("drafts/<str:draft_code>/yes/", own.idea_yes, name="idea_yes"),
    path("drafts/<str:draft_code>/removal/", own.idea_removal, name="idea_removal"),
    path("<str:idea_code>/", own.pair_idea, name="pair_idea"),
]
programme_urls: list[URLPattern | URLResolver] = [
    path("", led.programme_ideas, name="programme_ideas"),
    path("board/", led.idea_board, name="idea_board"),
    path("alike/", led.ideas_alike, name="ideas_alike"),
    path("page/", led.idea_page_preview, name="idea_page_preview"),
    path("page/publication/", led.idea_page_publication, name="idea_page_publication"),
    path("file/", led.ideas_download, name="ideas_download"),
    path("<str:idea_code>/", led.idea, name="idea"),
    path("<str:idea_code>/owner/", led.idea_owner, name="idea_owner"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("pairs/<str:code>/ideas/", include(pair_urls)),
    path("programmes/<str:code>/ideas/", include(programme_urls)),
    path("programmes/<str:code>/said-and-done/", led.idea_page, name="idea_page"),
    path("idea/<str:token>/", by_link.personal_idea, name="personal_idea"),
]
