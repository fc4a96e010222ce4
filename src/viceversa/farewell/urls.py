"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, include, path

from viceversa.farewell.views import by_link, led, own, stories

pair_urls: list[URLPattern | URLResolver] = [
    path("", own.farewell, name="farewell"),
    path("next-round/", own.farewell_next_round, name="farewell_next_round"),
]
next_round_urls: list[URLPattern | URLResolver] = [
    path("", led.next_round, name="next_round"),
    path("<str:said_code>/", led.next_round_invitation, name="next_round_invitation"),
]
story_urls: list[URLPattern | URLResolver] = [
    path("", stories.pair_stories, name="pair_stories"),
    path("new/", stories.story_new, name="story_new"),
    path("drafts/<str:draft_code>/", stories.story_draft, name="story_draft"),
    path("drafts/<str:draft_code>/change/", stories.story_change, name="story_change"),
    path("drafts/<str:draft_code>/approval/", stories.story_approval, name="story_approval"),
    path("drafts/<str:draft_code>/removal/", stories.story_removal, name="story_removal"),
    path("<str:story_code>/withdrawal/", stories.story_withdrawal, name="story_withdrawal"),
]
led_story_urls: list[URLPattern | URLResolver] = [
    path("", led.programme_stories, name="programme_stories"),
    path("new/", led.story_proposal, name="story_proposal"),
    path("<str:story_code>/publication/", led.story_publication, name="story_publication"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("pairs/<str:code>/farewell/", include(pair_urls)),
    path("programmes/<str:code>/next-round/", include(next_round_urls)),
    path("pairs/<str:code>/stories/", include(story_urls)),
    path("programmes/<str:code>/stories/", include(led_story_urls)),
    path("programmes/<str:code>/told/", led.told_stories, name="told_stories"),
    path("farewell/<str:token>/", by_link.personal_farewell, name="personal_farewell"),
]
