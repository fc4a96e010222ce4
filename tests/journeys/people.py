"""What people do on the pages, as sentences."""

from collections.abc import Sequence
from email.message import EmailMessage

from django.utils import timezone, translation
from playwright.sync_api import Locator, Page, expect

from tests.processes import eventually
from tests.program import Program, all_text_of, code_in, link_in


class Visitor:
    """Somebody with a browser and a mailbox, who reads one language."""

    def __init__(self, program: Program, page: Page, address: str, language: str) -> None:
        self.program, self.page, self.address, self.language = program, page, address, language

    def say(self, text: str) -> str:
        """A text of the pages in her language."""
        with translation.override(self.language):
            return str(translation.gettext(text))

    def go(self, path: str) -> None:
        answer = self.page.goto(path if "://" in path else f"{self.program.address}{path}")
        assert answer is not None
        assert answer.status == 200

    def press(self, text: str, *, within: Locator | None = None) -> None:
        """The button, or the link that looks like one, and waits for the page it leads to."""
        place = within or self.page.locator("main")
        button = place.get_by_role("button", name=self.say(text), exact=True)
        link = place.get_by_role("link", name=self.say(text), exact=True)
        with self.page.expect_navigation():
            button.or_(link).first.click()

    def sees(self, text: str) -> None:
        expect(self.page.locator("main").get_by_text(self.say(text)).first).to_be_visible()

    def letter(self, about: str = "", *, number: int = 1) -> EmailMessage:
        """Waits for the so manieth letter in which this stands; gives the newest."""
        found: list[EmailMessage] = []

        def arrived() -> bool:
            letters = self.program.letters(self.address)
            found[:] = [each for each in letters if about in all_text_of(each)]
            return len(found) >= number

        eventually(arrived, within=40)
        return found[0]

    def sign_in(self) -> None:
        before = len(self.program.letters(self.address))
        self.go("/accounts/login/")
        self.page.locator("[name=email]").fill(self.address)
        self.press("Mail me a code")
        self.page.locator("[name=code]").fill(code_in(self.letter(number=before + 1)))
        self.press("Sign in")
        self.page.wait_for_url("**/desk/")


class Coordinator(Visitor):
    """Makes a programme, brings people in, pairs them, publishes."""

    programme = ""  # its address

    def makes_a_programme(
        self, name: str, *, kind: str = "small-internal", partners: Sequence[str] = ()
    ) -> None:
        """By the wizard, a page a question. Nothing but what must be said is said."""
        self.go("/programmes/new/")
        self.page.locator(f"[name=blueprint][value={kind}]").check()
        self.press("Continue")
        self.page.locator("[name=name]").fill(name)
        self.page.locator("[name=organisation]").fill(f"{name} AB")
        self.page.locator("[name=purpose]").fill("Those who decide hear how it looks from below.")
        self.page.locator(f"[name=language][value={self.language}]").check()
        self.press("Continue")
        self.page.locator("[name=starts_on]").fill(timezone.localdate().isoformat())
        self.press("Continue")
        if partners:
            for number, partner in enumerate(partners):
                self.page.locator(f"[name=form-{number}-name]").fill(partner)
            self.press("Continue")
        for _page in ("rules", "policies"):
            self.press("Continue")
        for field, text in (
            ("given_name", "Bo"),
            ("family_name", "Prov"),
            ("email", f"bo.{self.language}@journey.example"),
        ):
            self.page.locator(f"[name={field}]").fill(text)
        self.press("Continue")
        self.press("Make the programme")
        self.programme = self.page.url.removeprefix(self.program.address)

    def brings_in(self, filename: str, content: bytes) -> None:
        self.go(f"{self.programme}imports/")
        self.page.locator("[type=file]").set_input_files(
            {"name": filename, "mimeType": "text/csv", "buffer": content}
        )
        self.press("Send the list")
        self.press("Check the list")
        self.sees("What the list would do")
        with self.page.expect_navigation():
            self.page.locator("main form .button-primary").click()
        self.sees("The list has been brought in")

    def finds_the_best_pairs(self) -> None:
        self.go(f"{self.programme}board/")
        self.press("Find the best pairs")
        expect(self.page.locator("table.board")).to_be_visible()

    def row_of(self, mentee: str) -> Locator:
        return self.page.locator("table.board tbody tr", has_text=mentee)

    def mentor_of(self, mentee: str) -> str:
        return self.row_of(mentee).locator(".seat-mentor .seat-name").inner_text()

    def gives_another_mentor_to(self, mentee: str) -> str:
        """The first of those that the board offers; says who it is."""
        row, before = self.row_of(mentee), self.mentor_of(mentee)
        row.get_by_role("link", name=self.say("Move to…")).click()
        options = self.page.locator("dialog .option", has_not_text=before)
        chosen = options.locator(".seat-name").first.inner_text()
        options.first.click()
        self.press("Pair them", within=self.page.locator("dialog"))
        expect(row.get_by_text(self.say("by hand"))).to_be_visible()
        return chosen

    def publishes(self) -> None:
        self.press("Look through and publish")
        self.press("Publish and send the letters")
        self.page.wait_for_url("**/pairs/")

    def reads(self, paths: Sequence[str]) -> str:
        """All that these pages of the programme say, their sources included."""
        said = []
        for path in paths:
            self.go(f"{self.programme}{path}")
            said.append(self.page.content())
        return "\n".join(said)


class Participant(Visitor):
    """On a phone, by the links of the letters."""

    pair = ""  # the address of the pair's page

    def says_yes(self) -> None:
        self.go(link_in(self.letter("/answer/"), "/answer/"))
        self.press("Yes, gladly")

    def opens_the_page_of_the_pair(self) -> None:
        """Both have said yes. What comes now is for those who have signed in."""
        path = link_in(self.letter("/pairs/"), "/pairs/")
        self.sign_in()
        self.go(path)
        self.pair = path.removeprefix(self.program.address)

    def accepts_the_ground_rules(self) -> None:
        self.go(self.pair)
        self.press("I say yes to these")

    def books(self, when: str, *, place: str) -> None:
        self.go(self.pair)
        self.press("Find a time")
        self.page.locator("[name=place]").fill(place)
        self.page.get_by_text(self.say("Have you two agreed on a time already?")).click()
        self.page.locator("[name=agreed]").fill(when)
        self.press("Book this time")

    def asks(self, question: str) -> None:
        self.go(self.pair)
        self.page.locator("[name=text]").fill(question)
        self.press("Save the question")

    def says_that_they_met(self) -> None:
        self.go(self.pair)
        self.press("Yes, we met")

    def taps(self, **answers: str) -> None:
        self.go(self.pair)
        for name, value in answers.items():
            self.page.locator(f"[name={name}][value='{value}']").check()
        self.press("Done")
        self.sees("Thank you.")
