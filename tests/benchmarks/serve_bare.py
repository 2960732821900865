"""Serves the bare page as the dashboard is served: `python -m tests.benchmarks.serve_bare PORT`."""

import sys
from pathlib import Path

from dashboard import server

server.APP = Path(__file__).with_name("bare_page.py")
server.serve(server.live().root, "127.0.0.1", int(sys.argv[1]))
