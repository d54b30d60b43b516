"""A moto server on a free port of the loopback address, with what the worlds of this repository need and moto lacks.

    python3 launch.py

It says `Running on http://127.0.0.1:PORT` when it listens, and ends with its standard input: it never outlives the
process that started it. Nothing here changes the moto that is installed; the extensions exist in this process only.
"""

import os
import sys
import threading


def main() -> None:
    # moto reads it on import: roles of the worlds have policies that AWS manages.
    os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
    import calls
    from extensions import install
    from moto.server import main as serve

    install()
    calls.install()
    threading.Thread(target=end_with_input, daemon=True).start()
    serve(["-H", "127.0.0.1", "-p", "0"])


def end_with_input() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
