"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

StoreOption = Annotated[
    Path, typer.Option("--store", "-s", help="The store.", envvar="ONRECORD_STORE")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Overwrite files that are there.")]
STORE = Path("onrecord.duckdb")
