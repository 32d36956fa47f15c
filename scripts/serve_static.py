#!/usr/bin/env python3
"""Serves a folder on this machine only, with the headers that its _headers file asks for.

usage: serve_static.py FOLDER [--open]

PORT in the environment is the first port to try (8080); 0 takes any free one.
"""
import errno
import os
import shutil
import subprocess
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

TYPES = {
    ".wasm": "application/wasm",
    ".js": "text/javascript",
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
}
TRIES = 100


def headers_of(folder):
    """The headers for all paths; the only rule that the project's file has is `/*`."""
    headers, path = [], None
    try:
        with open(os.path.join(folder, "_headers"), encoding="utf-8") as lines:
            for line in lines:
                if line.strip() and not line[0].isspace():
                    path = line.strip()
                elif path == "/*" and ":" in line:
                    name, value = line.split(":", 1)
                    headers.append((name.strip(), value.strip()))
    except FileNotFoundError:
        pass
    return headers


def handler(folder, extra):
    class Handler(SimpleHTTPRequestHandler):
        extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **TYPES}
        protocol_version = "HTTP/1.1"

        def __init__(self, *args):
            super().__init__(*args, directory=folder)

        def end_headers(self):
            for name, value in extra:
                self.send_header(name, value)
            self.send_header("Cache-Control", "no-cache")
            super().end_headers()

        def log_request(self, *args):
            pass

    return Handler


class Server(ThreadingHTTPServer):
    allow_reuse_address = True
    daemon_threads = True


def bind(first, make):
    for port in range(first, min(first + TRIES, 65536)):
        try:
            return Server(("127.0.0.1", port), make)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            print(f"port {port} is taken", flush=True)
    sys.exit(f"error: no free port from {first} on")


def main():
    folder = os.path.abspath(sys.argv[1])
    if not os.path.isfile(os.path.join(folder, "index.html")):
        sys.exit(f"error: no page in {folder}; run: scripts/build-page")
    try:
        first = int(os.environ.get("PORT") or 8080)
    except ValueError:
        sys.exit("error: PORT is no number")
    server = bind(first, handler(folder, headers_of(folder)))
    url = f"http://127.0.0.1:{server.server_address[1]}/"
    print(f"The page is at {url} (Ctrl+C ends it)", flush=True)
    if "--open" in sys.argv[2:]:
        display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
        opener = shutil.which("xdg-open")
        if display and opener:
            quiet = subprocess.DEVNULL
            subprocess.Popen([opener, url], stdin=quiet, stdout=quiet, stderr=quiet)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()


main()
