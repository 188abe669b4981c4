"""Memory of a process and all that it started (Linux). Given to `bench.run` and `bench.memory`."""

from __future__ import annotations

import os
from pathlib import Path


def resident_bytes(process_id: int) -> int:
    """Resident memory of a process and all its descendants (Linux); 0 once it has ended."""
    total = 0
    waiting = [process_id]
    while waiting:
        process = Path(f"/proc/{waiting.pop()}")
        try:
            pages = int((process / "statm").read_text(encoding="ascii").split()[1])
            for task in (process / "task").iterdir():
                waiting += map(int, (task / "children").read_text(encoding="ascii").split())
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += pages * os.sysconf("SC_PAGE_SIZE")
    return total
