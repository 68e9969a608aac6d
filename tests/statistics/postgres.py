"""A PostgreSQL of a test's own: made in a temporary folder, reached by a socket in it, gone with the test.

It runs as whoever runs the test, and as `nobody` when that is root, whom PostgreSQL refuses.
"""
import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql/15/bin")  # Debian keeps them out of PATH


class PostgresError(Exception):
    pass


@contextlib.contextmanager
def private_postgres():
    """Gives libpq's words for an empty database."""
    folder = Path(tempfile.mkdtemp(prefix="okno-postgres-"))
    server = folder / "server"
    server.mkdir()
    owner = {}
    if os.getuid() == 0:
        nobody = pwd.getpwnam("nobody")
        folder.chmod(0o755)
        os.chown(server, nobody.pw_uid, nobody.pw_gid)
        owner = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

    def run(program, *words):
        # A file, not a pipe: the server would inherit the pipe and keep it open.
        said = folder / f"{program}.txt"
        with open(said, "w") as out:
            done = subprocess.run([PROGRAMS / program, *words], stdout=out, stderr=out, cwd=server,
                                  env={"LC_ALL": "C.UTF-8", "HOME": str(server)}, timeout=120, **owner)
        if done.returncode != 0:
            raise PostgresError(f"{program} has failed: {said.read_text()}")

    data = server / "data"
    try:
        run("initdb", "-D", data, "-U", "okno", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {server} -c listen_addresses= -c fsync=off -c full_page_writes=off -c shared_buffers=64MB " \
                  "-c client_min_messages=warning"
        run("pg_ctl", "start", "-w", "-D", data, "-l", server / "log.txt", "-o", options)
        try:
            yield f"host={server} user=okno dbname=postgres"
        finally:
            run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data)
    finally:
        shutil.rmtree(folder)
