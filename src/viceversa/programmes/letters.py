"""The letters of this room. Words stand in templates/programmes/letters/, one file a letter."""

from viceversa.notices.actions import post
from viceversa.notices.models import Letter
from viceversa.programmes.models import Role


def role_given(role: Role) -> Letter:
    """To whoever has a new role: what it is, and how she signs in."""
    return post(
        "programmes/role_given",
        to=role.person,
        event=f"role-given:{role.pk}",
        context={"role": role},
        contact=role.programme.first_contact,
    )
