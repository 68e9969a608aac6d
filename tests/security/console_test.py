#!/usr/bin/python3
"""The console, asked by who means harm: raw bytes to the real program, in plain HTTP and over TLS. It needs no dispatcher."""
import contextlib
import gzip
import json
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))
from hall import BINARIES, end_with_parent, wait_until  # noqa: E402
from ports import free_port  # noqa: E402

HEADERS = {
    "content-security-policy": r"default-src 'none';.*base-uri 'none';.*frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
YEAR_S = 365 * 24 * 3600


def make_certificate(folder):
    certificate, key = folder / "certificate.pem", folder / "certificate.secret"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-days", "2", "-subj", "/CN=okno", "-addext", "subjectAltName=IP:127.0.0.1", "-out", certificate,
                    "-keyout", key], check=True, capture_output=True)
    return certificate, key


class Answer:
    def __init__(self, raw):
        head, _, self.body = raw.partition(b"\r\n\r\n")
        status, *lines = head.decode("latin-1").split("\r\n")
        self.status = int(status.split()[1]) if status else 0
        fields = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]
        self.headers = dict(fields)
        self.cookies = [value.split(";")[0] for name, value in fields if name == "set-cookie"]


class Console:
    """The program, with one user and a page of its own."""

    def __init__(self, tls):
        self.folder = Path(tempfile.mkdtemp(prefix="okno-security-"))
        self.log = self.folder / "log"
        self.port = free_port()
        self.certificate = make_certificate(self.folder) if tls else None
        assets = self.folder / "web" / "assets"
        assets.mkdir(parents=True)
        (self.folder / "web" / "index.html").write_text("<!doctype html><title>Okno</title>")
        (assets / "a.js").write_text("1;" * 50_000)
        self._run("okno", "keys", "init", self.folder / "keys")
        self.password = self._run("okno-console", "add-user", "--data", self.folder / "data", "--name", "anna",
                                  "--role", "operator", "--window", "3").split()[1]
        flags = ["--keys", self.folder / "keys", "--data", self.folder / "data", "--statistics",
                 self.folder / "statistics.db", "--web", self.folder / "web", "--listen", f"127.0.0.1:{self.port}",
                 "--commands", f"tcp://127.0.0.1:{free_port()}", "--feed", f"tcp://127.0.0.1:{free_port()}"]
        if tls:
            flags += ["--tls-certificate", self.certificate[0], "--tls-key", self.certificate[1]]
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen([BINARIES / "okno-console", *map(str, flags)], stdout=log, stderr=log,
                                            preexec_fn=end_with_parent)
        wait_until(lambda: b"The console is at" in self.log.read_bytes(), 20, "the console is there")

    @staticmethod
    def _run(program, *words):
        return subprocess.run([BINARIES / program, *map(str, words)], check=True, capture_output=True, text=True).stdout

    def close(self):
        self.process.terminate()
        self.process.wait(10)
        shutil.rmtree(self.folder)

    def connect(self):
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        if not self.certificate:
            return plain
        return ssl.create_default_context(cafile=self.certificate[0]).wrap_socket(plain, server_hostname="127.0.0.1")

    def say(self, raw, until=None):
        """Sends bytes and returns all that comes back, or what has come when `until` is in it."""
        with self.connect() as line:
            line.sendall(raw)
            heard = b""
            while until is None or until not in heard:
                piece = line.recv(65536)
                if not piece:
                    break
                heard += piece
            return heard

    def ask(self, method, path, headers=(), body=b"", until=None):
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", *headers]
        if body:
            lines.append(f"Content-Length: {len(body)}")
        return Answer(self.say("\r\n".join(lines).encode() + b"\r\n\r\n" + body, until))

    def post(self, path, body, *headers):
        return self.ask("POST", path, ["Content-Type: application/json", *headers], json.dumps(body).encode())

    def log_in(self, password=None):
        return self.post("/api/login", {"name": "anna", "password": password or self.password}, "X-Okno-Csrf: login")

    def enter(self):
        """The headers of somebody who is logged in."""
        answer = self.log_in()
        [cookie] = [cookie for cookie in answer.cookies if "session=" in cookie]
        return [f"Cookie: {cookie}", f"X-Okno-Csrf: {json.loads(answer.body)['csrf']}"]


class WithConsole(unittest.TestCase):
    tls = False

    @classmethod
    def setUpClass(cls):
        cls.console = Console(cls.tls)
        cls.addClassCleanup(cls.console.close)

    def tearDown(self):
        self.assertIsNone(self.console.process.poll(), "the console has ended")

    def every_answer(self):
        """What is asked, and the answer: pages, data, a stream, refusals, and what is no request at all."""
        inside = self.console.enter()
        yield "a page", self.console.ask("GET", "/")
        yield "a script", self.console.ask("GET", "/assets/a.js")
        yield "who am I", self.console.ask("GET", "/api/me", inside)
        yield "a stream", self.console.ask("GET", "/api/events", inside, until=b"\r\n\r\n")
        yield "nobody", self.console.ask("GET", "/api/me")
        yield "nothing", self.console.ask("GET", "/nothing")
        yield "a command that is none", self.console.post("/api/command", {}, *inside)
        yield "a foreign command", self.console.post("/api/command", {})
        yield "no request", Answer(self.console.say(b"\x16\x03 nonsense\r\n\r\n"))


class Plain(WithConsole):
    def test_every_answer_carries_its_headers_whatever_was_asked(self):
        for what, answer in self.every_answer():
            for name, value in HEADERS.items():
                with self.subTest(what, header=name):
                    self.assertRegex(answer.headers.get(name, ""), value)

    def test_every_text_says_how_its_letters_are_written(self):
        for what, answer in self.every_answer():
            with self.subTest(what):
                self.assertRegex(answer.headers.get("content-type", ""),
                                 r"^(application/json|text/event-stream|text/(html|javascript|css); charset=utf-8)$")

    def test_no_other_site_is_ever_allowed_to_read(self):
        for path in ("/", "/api/me", "/api/events"):
            for method in ("GET", "OPTIONS"):
                answer = self.console.ask(method, path, ["Origin: https://evil.example",
                                                         "Access-Control-Request-Method: POST"])
                self.assertEqual([], [name for name in answer.headers if name.startswith("access-control-")])

    def test_answers_with_data_are_kept_nowhere(self):
        for what, answer in self.every_answer():
            if what not in ("a page", "a script"):
                with self.subTest(what):
                    self.assertEqual("no-store", answer.headers.get("cache-control"))

    def test_a_method_that_nobody_serves_does_nothing_and_repeats_nothing(self):
        for method in ("TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "OPTIONS", "FOO"):
            with self.subTest(method):
                answer = self.console.ask(method, "/", ["X-Mark: a-secret-mark"])
                self.assertGreaterEqual(answer.status, 400)
                self.assertNotIn(b"a-secret-mark", answer.body)

    def test_looking_changes_nothing(self):
        inside = self.console.enter()
        for path in ("/api/command", "/api/login", "/api/logout"):
            for method in ("GET", "HEAD"):
                self.assertEqual(404, self.console.ask(method, path, inside).status)
        self.assertEqual(200, self.console.ask("GET", "/api/me", inside).status)

    def test_no_folder_is_listed_and_no_file_beside_the_pages_is_served(self):
        for path in ("/assets/", "/assets", "/.git/config", "/../data/users.json", "/%2e%2e/data/users.json",
                     "/assets/..%2f..%2fdata%2fusers.json", "/assets/../../data/users.json", "/..%5cdata", "//etc/passwd",
                     "/data/users.json", "/web_server.cpp", "/package.json"):
            with self.subTest(path):
                answer = self.console.ask("GET", path)
                self.assertIn(answer.status, (400, 404))
                self.assertNotIn(b"argon2", answer.body)

    def test_a_request_within_a_request_is_not_answered(self):
        inner = b"GET /api/me HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        head = (b"POST /api/login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                b"X-Okno-Csrf: login\r\n")
        for lengths in (b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        b"Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n",
                        b"Content-Length: 2\r\nContent-Length: 60\r\n\r\n{}",
                        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n",
                        b"Content-Length: 2\r\n\r\n{}"):
            with self.subTest(lengths):
                heard = self.console.say(head + lengths + inner)
                self.assertLessEqual(heard.count(b"HTTP/1.1 "), 1)
                self.assertNotIn(b"not_logged_in", heard)

    def most_memory_mib(self):
        [line] = [line for line in Path(f"/proc/{self.console.process.pid}/status").read_text().splitlines()
                  if line.startswith("VmHWM")]
        return int(line.split()[1]) // 1024

    def test_no_request_takes_memory_without_end(self):
        """Bodies of unknown length to what nobody serves, packed ones, and one file in two thousand ranges."""
        mebibyte = b"x" * 2**20
        chunk = b"100000\r\n" + mebibyte + b"\r\n"
        before = self.most_memory_mib()
        for head, piece in ((b"POST /nothing HTTP/1.1\r\nTransfer-Encoding: chunked\r\n", chunk),
                            (b"PUT /api/login HTTP/1.1\r\nTransfer-Encoding: chunked\r\n", chunk),
                            (b"DELETE / HTTP/1.1\r\n", mebibyte), (b"POST /nothing HTTP/1.1\r\n", mebibyte)):
            with self.subTest(head), self.console.connect() as line:
                try:
                    line.sendall(head + b"Host: 127.0.0.1\r\n\r\n")
                    for _ in range(60):
                        line.sendall(piece)
                except ConnectionError:
                    pass  # so it should
        small, large = (gzip.compress(bytes(size * 2**20)) for size in (15, 512))
        for head, packed in ((b"PUT /api/content", large), (b"POST /api/content", large), (b"DELETE /nothing", small)):
            with self.subTest(head), self.console.connect() as line, contextlib.suppress(ConnectionError):
                line.sendall(head + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Encoding: gzip\r\n"
                             + f"Content-Length: {len(packed)}\r\n\r\n".encode() + packed)
                while line.recv(2**16):
                    pass
        answer = self.console.ask("GET", "/assets/a.js", ["Range: bytes=" + ",".join(["0-"] * 2000)])
        self.assertNotEqual(206, answer.status)
        self.assertLess(self.most_memory_mib() - before, 30)

    def test_the_room_for_a_picture_is_that_of_a_post(self):
        """Any other method's body would be read before anybody asks who sends it."""
        self.assertEqual(413, self.console.ask("PUT", "/api/content", ["Content-Length: 9000000"]).status)

    def test_a_parameter_given_twice_opens_nothing(self):
        inside = self.console.enter()
        for query in ("window=4&window=3", "window=4&page=reception", "page=overview&page=reception"):
            with self.subTest(query):
                self.assertEqual(403, self.console.ask("GET", f"/api/events?{query}", inside, until=b"\r\n\r\n").status)

    def test_what_went_wrong_is_said_without_the_inside(self):
        for what, answer in self.every_answer():
            if answer.status >= 400:
                with self.subTest(what):
                    told = json.loads(answer.body)
                    self.assertEqual({"code", "sentence"}, set(told))
                    self.assertNotRegex(answer.body.decode(), r"okno-security|/usr/|\.[ch]pp|0x[0-9a-f]{6}")
                    self.assertNotRegex(json.dumps(answer.headers), r"httplib|OpenSSL|x-powered-by")

    def test_the_log_keeps_no_secret_and_takes_no_line_of_a_stranger(self):
        inside = self.console.enter()
        token = inside[0].split("=", 1)[1]
        self.console.log_in("a-wrong-guess")
        self.console.post("/api/login", {"name": "x\n2026-01-01T00:00:00 forged", "password": "a-wrong-guess"},
                          "X-Okno-Csrf: login")
        log = self.console.log.read_text()
        for secret in (self.console.password, token, inside[1].split()[1], "a-wrong-guess", "forged"):
            self.assertNotIn(secret, log)
        for line in log.splitlines():
            self.assertRegex(line, r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d okno-console \w+: ")


    def test_what_a_person_or_a_key_may_not_is_logged_and_never_by_name(self):
        self.assertEqual(self.console.ask("GET", "/api/users", self.console.enter()).status, 403)
        for _ in range(3):
            self.assertEqual(self.console.ask("GET", "/api/v1/hall", ["Authorization: Bearer okno_guess"]).status, 401)
        log = self.console.log.read_text()
        self.assertRegex(log, r"may not do that\. route=/api/users")
        self.assertEqual(log.count("without a key that is known"), 1)
        for name in ("anna", "okno_guess"):
            self.assertNotIn(name, log)


class Tls(WithConsole):
    tls = True

    def shakes_hands(self, *flags):
        """The protocol and cipher agreed on, or None. OpenSSL's own program offers what Python's module no longer does."""
        done = subprocess.run(["openssl", "s_client", "-connect", f"127.0.0.1:{self.console.port}", *flags],
                              input=b"", capture_output=True, timeout=20)
        agreed = re.search(rb"^New, (\S+), Cipher is (\S+)", done.stdout, re.M)
        return None if not agreed or agreed[2] == b"(NONE)" else agreed[1].decode()

    def test_old_versions_of_tls_are_refused(self):
        self.assertEqual("TLSv1.3", self.shakes_hands())
        self.assertEqual("TLSv1.2", self.shakes_hands("-tls1_2"))
        for version in ("-tls1", "-tls1_1"):
            self.assertIsNone(self.shakes_hands(version, "-cipher", "ALL:@SECLEVEL=0"), version)

    def test_ciphers_that_protect_nothing_are_refused(self):
        self.assertEqual("TLSv1.2", self.shakes_hands("-tls1_2", "-cipher", "ECDHE+AESGCM"))
        for ciphers in ("eNULL:@SECLEVEL=0", "aNULL:@SECLEVEL=0", "kRSA:@SECLEVEL=0"):
            self.assertIsNone(self.shakes_hands("-tls1_2", "-cipher", ciphers), ciphers)

    def test_encryption_that_does_not_authenticate_is_refused(self):
        for ciphers in ("ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-AES256-SHA", "ECDHE-RSA-AES128-SHA256"):
            self.assertIsNone(self.shakes_hands("-tls1_2", "-cipher", ciphers), ciphers)
        self.assertEqual("TLSv1.2", self.shakes_hands("-tls1_2", "-cipher", "ECDHE+CHACHA20"))

    def test_nothing_is_answered_without_tls(self):
        with socket.create_connection(("127.0.0.1", self.console.port), timeout=10) as plain:
            plain.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            try:
                self.assertNotIn(b"HTTP", plain.recv(1000))
            except ConnectionError:
                pass

    def test_every_answer_tells_the_browser_to_stay_with_tls_for_a_year(self):
        for what, answer in self.every_answer():
            with self.subTest(what):
                age = re.fullmatch(r"max-age=(\d+); includeSubDomains", answer.headers.get("strict-transport-security", ""))
                self.assertIsNotNone(age)
                self.assertGreaterEqual(int(age[1]), YEAR_S)


if __name__ == "__main__":
    unittest.main()
