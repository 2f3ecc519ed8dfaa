"""The commands for persons, teams and invitations, for whoever runs the server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from .columns import fitted
from .config import Settings
from .options import behind, opened, person_meant, with_host, with_known_port, with_proxies, with_settings
from .people import audit, invitations, memberships, names, persons, roles, teams
from .people.audit import Action
from .people.invitations import Terms
from .people.roles import Role
from .people.teams import FLOOR, Ways
from .serving import address

_ROLES = click.Choice([role.value for role in Role])
_WIDTH = 24
"""Places for a name in a list."""


@contextmanager
def _said() -> Iterator[None]:
    """What a name may not be, and who has to stay, as sentences."""
    try:
        yield
    except names.NameTaken as error:
        raise click.ClickException(f"There is one called {error} already.") from error
    except names.BadName as error:
        raise click.ClickException(str(error)) from error
    except roles.LastOwner as error:
        raise click.ClickException("Somebody has to look after the installation: make another owner first.") from error


@click.group()
def person() -> None:
    """Persons whose histories are kept here."""


@person.command("add")
@with_settings
@click.argument("name")
@click.option("--role", type=_ROLES, default=Role.MEMBER.value, show_default=True)
def add_person(settings: Settings, name: str, role: str) -> None:
    """Add somebody; 'ssi-history sign-in --person NAME' lets them in. An invitation does both."""
    with _said(), opened(settings).write() as session:
        persons.first_person(session)
        added = persons.add_named(session, name, Role(role))
        audit.note(session, added.id, Action.PERSON_ADDED, None, role=role)
        click.echo(f"Added {added.name}, {role}.")


@person.command("list")
@with_settings
def list_persons(settings: Settings) -> None:
    """List everybody with their role and teams."""
    with opened(settings).read() as session:
        belonging = memberships.everybodys(session)
        for each in persons.everybody(session):
            theirs = [member for member in belonging if member.person_id == each.id]
            where = ", ".join(f"{member.team.name} (lead)" if member.is_lead else member.team.name for member in theirs)
            state = f"left {each.left_at:%Y-%m-%d}" if each.left_at else each.role
            click.echo(f"{each.id:>6}  {fitted(each.name, _WIDTH)}  {state:17}{where}".rstrip())


@person.command("role")
@with_settings
@click.argument("name")
@click.argument("role", type=_ROLES)
def change_role(settings: Settings, name: str, role: str) -> None:
    """Make somebody an owner, who looks after the installation, or a member."""
    with _said(), opened(settings).write() as session:
        roles.set_role(session, person_meant(session, name).id, Role(role), None)
    click.echo(f"{name}: {role}.")


@click.group()
def team() -> None:
    """Teams, whose leads see the figures of those who agree."""


@team.command("add")
@with_settings
@click.argument("name")
@click.option(
    "--floor", type=click.IntRange(0, 100), default=FLOOR, show_default=True, help="Points nobody should miss."
)
@click.option("--group", metavar="GROUP", help="The group of the company's sign-in whose people belong to it.")
def add_team(settings: Settings, name: str, floor: int, group: str | None) -> None:
    """Make a team. From then on the dashboard has a page for it."""
    with _said(), opened(settings).write() as session:
        owner = persons.an_owner(session)
        added = teams.add_team(session, Ways(names.name(name), floor, group_name=group), owner.id, None)
        click.echo(f"Made {added.name}; floor {floor}.")


@team.command("list")
@with_settings
def list_teams(settings: Settings) -> None:
    """List the teams with their floor, how many belong to each, how many of them agree, and who leads it."""
    with opened(settings).read() as session:
        for each in teams.all_teams(session):
            members = memberships.members_of(session, each.id)
            agreeing = sum(member.agreed_at is not None for member in members)
            leads = ", ".join(member.name for member in members if member.is_lead) or "nobody"
            line = f"floor {each.floor:>3}  {len(members):>4} members, {agreeing} agree  led by {leads}"
            click.echo(f"{fitted(each.name, _WIDTH)}  {line}")


@click.command("invite")
@with_settings
@with_host
@with_known_port
@with_proxies
@click.option("--team", "team_name", metavar="NAME", help="The team that they join.")
@click.option("--lead", is_flag=True, help="They lead that team.")
@click.option("--role", type=_ROLES, default=Role.MEMBER.value, show_default=True)
@click.option("--for", "meant_for", metavar="NAME", default="", help="Whom it is meant for.")
def invite(
    settings: Settings,
    host: str,
    port: int,
    proxies: tuple[str, ...],
    team_name: str | None,
    lead: bool,
    role: str,
    meant_for: str,
) -> None:
    """Print a link with which somebody joins: it works once, for seven days."""
    base = address(behind(settings, proxies), host, port)
    if lead and team_name is None:
        raise click.ClickException("Say which team they lead: --team NAME.")
    with _said(), opened(settings).write() as session:
        found = teams.team_named(session, team_name) if team_name is not None else None
        if team_name is not None and found is None:
            raise click.ClickException(f"There is no team {team_name!r}: see 'ssi-history team list'.")
        name = names.name(meant_for) if meant_for else ""
        concerns = persons.an_owner(session).id
        secret = invitations.invite(session, Terms(found, lead, Role(role), name), concerns, None)
    click.echo(f"{base}/join/{secret}")
