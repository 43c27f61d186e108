"""`rehearse --demo`: the rehearsal that plays itself, and where its papers lie."""

from __future__ import annotations

import click

from host_assistant import demo
from host_assistant.commands.headless import opened
from host_assistant.commands.stopping import stopped_by_signals
from host_assistant.commands.wish import Wish, show_wanted
from host_assistant.data_folder import DataFolder
from host_assistant.journal.export import export
from host_assistant.journal.journal import Journal
from host_assistant.language import _
from host_assistant.settings import Settings
from host_assistant.show.commands import EndSession
from host_assistant.show.state import ShowState


def play_demo(folder: DataFolder, for_s: float | None) -> None:
    """Play it within so many seconds, and print where log, pictures and orders lie."""
    papers = folder.path / "demo"
    with folder.lock(), stopped_by_signals() as stopping:
        wish = Wish(
            mode="rehearsal",
            title=_("Rehearsal of the sample goods"),
            products=demo.sample_goods(folder.pictures),
        )
        wanted = show_wanted(folder, Settings(setup=demo.SETUP), wish)
        with opened(folder, wanted) as show:
            click.echo(_("A rehearsal of the sample goods runs; nobody watches."))
            pictures = demo.play(
                show, papers, for_s or demo.DEMO_S, lambda s: stopping.wait(s) != "time"
            )
            state = show.director.do(EndSession(reason="demo")).state
    _print_results(state)
    orders = papers / "orders.xlsx"
    with Journal.open(folder.journal, read_only=True) as journal:
        export(journal, state.session or "", "xlsx", orders)
    click.echo(_("The log: {file}").format(file=folder.journal))
    for picture in pictures:
        click.echo(_("A picture: {file}").format(file=picture))
    click.echo(_("The orders: {file}").format(file=orders))


def _print_results(state: ShowState) -> None:
    from host_assistant.values.money import format_vnd
    from host_assistant.values.quantity import format_weight

    counted = state.counters
    click.echo(
        _("Done: {orders} orders, {weight}, {revenue}.").format(
            orders=counted.orders,
            weight=format_weight(counted.weight_g),
            revenue=format_vnd(counted.revenue_vnd),
        )
    )
