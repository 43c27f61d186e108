"""`live` and `rehearse`: a show, in the window or without one."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
import msgspec

from host_assistant.catalog.product import Product
from host_assistant.commands import parts
from host_assistant.commands.products import kept_products, take_sheet
from host_assistant.commands.window import run_window
from host_assistant.data_folder import DataFolder
from host_assistant.language import _
from host_assistant.settings import Asked, SettingsStore

if TYPE_CHECKING:
    from host_assistant.show.vocabulary import Mode

LIST_ADDRESSES: Final = "list"
OBS_PASSWORD_ENVIRONMENT = "HOST_ASSISTANT_OBS_PASSWORD"


def build() -> list[click.Command]:
    return [
        parts.command(
            "live",
            live,
            *_options(),
            click.Option(
                ["--obs"],
                metavar="ws://HOST:PORT",
                help=_("Where OBS answers; without it as in the settings."),
            ),
            click.Option(
                ["--obs-password"],
                metavar=_("PASSWORD"),
                envvar=OBS_PASSWORD_ENVIRONMENT,
                help=_("The password that OBS asks for (also {variable}).").format(
                    variable=OBS_PASSWORD_ENVIRONMENT
                ),
            ),
            help=_("Run a show on OBS. The broadcast itself starts only when you ask for it."),
            example="host-assistant live --title 'Vải thiều'\n"
            "host-assistant live --headless --products luc-ngan.csv --for 3600",
        ),
        parts.command(
            "rehearse",
            rehearse,
            *_options(),
            click.Option(
                ["--demo"],
                is_flag=True,
                help=_("Play a short show of sample goods by itself; needs --headless."),
            ),
            help=_("Run the same show where nobody watches, without OBS."),
            example="host-assistant rehearse\nhost-assistant rehearse --headless --demo --for 20",
        ),
    ]


def _options() -> list[click.Parameter]:
    return [
        click.Option(["--headless"], is_flag=True, help=_("Without a window, for scripts.")),
        click.Option(
            ["--products", "sheet"],
            type=click.Path(path_type=Path),
            help=_("A goods sheet for this show; without it the goods that were imported."),
        ),
        click.Option(["--title"], metavar=_("TEXT"), help=_("The title of the session.")),
        click.Option(
            ["--desk-port"],
            type=click.IntRange(0, 65535),
            metavar=_("NUMBER"),
            help=_("Where helpers' programs reach the show; 0 takes a free number."),
        ),
        click.Option(
            ["--wifi"],
            metavar=_("ADDRESS"),
            callback=_own_address,
            help=_(
                "Let phones in at this address of the computer; needs --headless. "
                "“--wifi list” says which addresses there are."
            ),
        ),
        click.Option(
            ["--for", "for_s"],
            type=click.FloatRange(0, 7 * 24 * 3600, min_open=True),
            metavar=_("SECONDS"),
            callback=_no_nan,
            help=_("End the show after so many seconds."),
        ),
        click.Option(
            ["--continue", "go_on"],
            is_flag=True,
            help=_("Go on with the session that was cut off."),
        ),
    ]


def _no_nan(_context: click.Context, option: click.Parameter, for_s: float | None) -> float | None:
    # "nan" is a float that passes every comparison with a limit.
    if for_s is not None and math.isnan(for_s):
        raise click.BadParameter(_("This is not a number of seconds."), param=option)
    return for_s


def _own_address(
    context: click.Context, option: click.Parameter, address: str | None
) -> str | None:
    """Looked up before anything is begun that would have to end again."""
    if address is None or context.resilient_parsing:
        return address
    from host_assistant.desk.lan import lan_addresses

    known = lan_addresses()
    if address in {one.address for one in known}:
        return address
    listed = [f"{one.address} ({one.network})" for one in known]
    if address == LIST_ADDRESSES and listed:
        click.echo("\n".join(listed))
        context.exit()
    if not listed:
        raise parts.Problem(
            _(
                "This computer is in no Wi-Fi and on no cable, so phones cannot get in. Join a "
                "Wi-Fi, then try again."
            )
        )
    raise click.BadParameter(
        _(
            "“{address}” is no address of this computer, so phones could not get in. "
            "Write one of these: {known}."
        ).format(address=address, known=", ".join(listed)),
        param=option,
    )


def live(obs: str | None, obs_password: str | None, **options: Any) -> None:
    folder, store = _prepared()
    _run("live", folder, store, Asked(obs_url=obs, obs_password=obs_password), **options)


def rehearse(demo: bool, **options: Any) -> None:
    folder, store = _prepared()
    if not demo:
        _run("rehearsal", folder, store, Asked(), **options)
        return
    if not options["headless"]:
        raise click.UsageError(_("--demo goes only with --headless."))
    from host_assistant.commands.demo_show import play_demo

    play_demo(folder, options["for_s"])


def _prepared() -> tuple[DataFolder, SettingsStore]:
    folder = parts.data_folder()
    store = SettingsStore(folder.settings)
    if store.finding:
        parts.note(store.finding)
    return folder, store


def _run(
    mode: Mode,
    folder: DataFolder,
    store: SettingsStore,
    asked: Asked,
    *,
    headless: bool,
    sheet: Path | None,
    title: str | None,
    desk_port: int | None,
    wifi: str | None,
    for_s: float | None,
    go_on: bool,
) -> None:
    store.asked = msgspec.structs.replace(asked, desk_port=desk_port)
    from host_assistant.commands.wish import Wish

    wish = Wish(
        mode=mode,
        title=title or "",
        products=_goods(sheet, folder),
        go_on=go_on,
        asked=store.asked,
    )
    if headless:
        from host_assistant.commands.headless import run_headless

        run_headless(folder, store, wish, for_s, wifi)
        return
    if wifi is not None:
        raise click.UsageError(_("--wifi goes only with --headless."))
    if for_s is not None:
        raise click.UsageError(_("--for goes only with --headless."))
    run_window(folder, store, wish)


def _goods(sheet: Path | None, folder: DataFolder) -> tuple[Product, ...]:
    if sheet is None:
        return kept_products(folder)
    products = take_sheet(sheet, folder)
    if products is None:
        click.get_current_context().exit(1)
    return products
