#!/usr/bin/env python3
"""Runs a test program of the statistics once more, on a private PostgreSQL: on_postgres.py PROGRAM [ARGUMENTS]"""
import os
import subprocess
import sys

from postgres import private_postgres

with private_postgres() as connection:
    sys.exit(subprocess.run(sys.argv[1:], env={**os.environ, "OKNO_TEST_POSTGRES": connection}).returncode)
