# SPDX-License-Identifier: GPL-3.0-or-later
"""A real escribanod on a real folder, for the tests beside this file."""
import contextlib, io, os, random, shutil, signal, sqlite3, subprocess, sys, tempfile, time
from pathlib import Path

BUILD = Path(os.environ["BUILD"])
SAMPLES = Path(os.environ["SOURCE"]) / "tests" / "samples"
SANITIZED = b"__asan_init" in (BUILD / "escribanod").read_bytes()  # keeps freed memory, lets nothing be preloaded
LONG = bool(os.environ.get("ESC_TEST_LONG"))  # the long mode of tests that have one
# Under the sanitizers, on a busy machine, everything takes far longer; nothing is ever measured by it.
PATIENCE = float(os.environ.get("ESC_TEST_PATIENCE", "240"))

WORDS = """la comisión sesión acuerdo informe consejera secretario punto del orden día votos favor reunión junta área
presentó aprobó leyó lista documentos unidad programa ejercicio capacitación seguimiento calendario oficio""".split()


def text(seed, pages=1, lines=12):
    """A minute that says nothing, always the same for a seed."""
    pick = random.Random(seed)
    page = lambda: "\n".join(" ".join(pick.choice(WORDS) for _ in range(9)).capitalize() + "." for _ in range(lines))
    return "\f".join(page() + "\n" for _ in range(pages)).encode()


def alto(seed, pages=1):
    """The same as an older OCR would have left it in ALTO."""
    def line(number, words):
        return "<TextLine>" + "<SP/>".join(f'<String CONTENT="{w}" HPOS="{90 * i}" VPOS="{50 * number}" WIDTH="80" HEIGHT="40"/>'
                                           for i, w in enumerate(words.split())) + "</TextLine>"
    made = ['<Page WIDTH="1900" HEIGHT="2500"><PrintSpace><TextBlock>' + "".join(map(line, range(99), page.splitlines())) +
            "</TextBlock></PrintSpace></Page>" for page in text(seed, pages).decode().split("\f")]
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description>'
            "<MeasurementUnit>pixel</MeasurementUnit></Description><Layout>" + "".join(made) + "</Layout></alto>\n").encode()


def hocr(seed, pages=1):
    """The same in hOCR."""
    made = ["<div class='ocr_page' title='bbox 0 0 1900 2500'>" + "".join(
        f"<span class='ocr_line' title='bbox 0 {50 * n} 1900 {50 * n + 40}'>" +
        " ".join(f"<span class='ocrx_word' title='bbox {90 * i} {50 * n} {90 * i + 80} {50 * n + 40}; x_wconf 90'>{w}</span>"
                 for i, w in enumerate(line.split())) + "</span>\n" for n, line in enumerate(page.splitlines())) + "</div>"
            for page in text(seed, pages).decode().split("\f")]
    return ("<!DOCTYPE html>\n<html><head><meta charset='utf-8'/><meta name='ocr-system' content='x'/></head><body>" +
            "".join(made) + "</body></html>\n").encode()


def picture(kind, mode="L", **how):
    """A few lines of a scan, as Pillow writes a kind of file ("TIFF": each directory stands before its pixels)."""
    from PIL import Image
    with Image.open(SAMPLES / "pagina-limpia.png") as page, io.BytesIO() as out:
        page.crop((0, 0, page.width, page.height // 8)).convert(mode).save(out, kind, **how)
        return out.getvalue()


class Service:
    """A folder tree below a temporary folder, and the service that is started on it, killed and started again."""

    def __init__(self, root=None, *settings):
        self.root = Path(root or tempfile.mkdtemp(prefix="escribano-test-"))
        self.settings = ["intake.still=0.3", "intake.incomplete=0.3", "workers.count=2", "workers.retry=0.1", *settings]
        self.input, self.output = self.root / "entrada", self.root / "salida"
        self.originals, self.quarantine = self.root / "originales", self.root / "cuarentena"
        self.state = self.root / ".escribano"
        self.input.mkdir(parents=True, exist_ok=True)
        self.log_path = self.root / "log"
        self.environment = self.cwd = None
        self.process = None
        self.mounted = False

    def command(self, *extra):
        line = [str(BUILD / "escribanod")]
        for setting in [f"folders.root={self.root}", *self.settings]:
            line += ["--set", setting]
        return line + list(extra)

    def start(self, *extra):
        self.readies = self.log().count("ready: ")
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(self.command(*extra), stdout=log, stderr=log, env=self.environment, cwd=self.cwd)
        return self

    def ready(self):
        """Waits until the service that was started last has a worker that is ready."""
        self.wait("ready", lambda: self.log().count("ready: ") > self.readies)
        return self

    def once(self, expected=0):
        """Works off what is there."""
        with open(self.log_path, "ab") as log:
            code = subprocess.run(self.command("--once"), stdout=log, stderr=log, timeout=PATIENCE).returncode
        check(code == expected, f"--once ended with {code}, not {expected}", self)

    def log(self):
        return self.log_path.read_bytes().decode(errors="replace") if self.log_path.exists() else ""

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, expected=0):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=PATIENCE)
        check(code == expected, f"stopped with {code}, not {expected}", self)

    def notices(self):
        """Has what people are told written down from the next start on; gives a function that reads the events."""
        command, told = self.root / "avisar", self.root / "avisos"
        command.write_text(f"#!/bin/sh\necho \"$1\" >> '{told}'\n")
        command.chmod(0o755)
        self.settings += [f"notify.command={command}"]
        return lambda: told.read_text().split() if told.exists() else []

    def workers(self):
        try:
            return [int(pid) for pid in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()]
        except OSError:
            return []

    def drop(self, name, content):
        """As a scanner does it: under the name, in one go."""
        path = self.input / name if isinstance(name, str) else Path(os.fsdecode(os.fsencode(self.input) + b"/" + name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def wait(self, what, condition):
        """Until condition() holds; fails where the service ends before, or after a very long time."""
        until = time.monotonic() + PATIENCE
        while not condition():
            check(self.process.poll() is None, f"the service ended with {self.process.poll()} before {what}", self)
            check(time.monotonic() < until, f"gave up waiting: {what}", self)
            time.sleep(0.02)

    def database(self):
        return sqlite3.connect(f"file:{self.state}/escribano.db?mode=ro", uri=True, timeout=60)

    def rows(self, query, *values):
        try:
            with contextlib.closing(self.database()) as db:
                return db.execute(query, values).fetchall()
        except sqlite3.OperationalError:  # not made yet
            return []

    def settled(self):
        """How many documents have come to their end."""
        return sum(row[0] for row in self.rows("select count(*) from documents where settled = 1"))

    def mount_apart(self):
        """Gives entrada a mount of its own, as in the unit's sandbox: nothing can be renamed out of it. False where it cannot be."""
        self.mounted = not subprocess.run(["mount", "--bind", self.input, self.input], capture_output=True).returncode
        return self.mounted

    def remove(self):
        if self.process and self.process.poll() is None:
            self.kill()
        if self.mounted:
            subprocess.run(["umount", "-l", self.input])
        shutil.rmtree(self.root, ignore_errors=True)


def pdf(pages):
    """One of so many empty pages."""
    kids = " ".join(f"{3 + i} 0 R" for i in range(pages))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {pages}>>"]
    objects += ["<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>"] * pages
    body, places = b"%PDF-1.4\n", []
    for i, text_of in enumerate(objects):
        places.append(len(body))
        body += f"{i + 1} 0 obj\n{text_of}\nendobj\n".encode()
    start = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()


def encrypted_pdf(s):
    plain, locked = s.root / "plain.pdf", s.root / "locked.pdf"
    plain.write_bytes(pdf(1))
    subprocess.run(["qpdf", "--encrypt", "u", "o", "256", "--", plain, locked], check=True)
    plain.unlink()
    content = locked.read_bytes()
    locked.unlink()
    return content


def files(folder):
    """Every file below a folder, by its relative path as bytes."""
    top, found = os.fsencode(folder), {}
    for base, _, names in os.walk(top):
        for name in names:
            path = os.path.join(base, name)
            if os.path.isfile(path) and not os.path.islink(path):
                with open(path, "rb") as f:
                    found[os.path.relpath(path, top)] = f.read()
    return found


def check(holds, message, service=None):
    if holds:
        return
    print("FAILED:", message)
    if service:
        print("--- log ---", service.log()[-6000:], sep="\n")
        for folder in (service.input, service.output, service.originals, service.quarantine, service.state):
            print(folder.name, *sorted(files(folder))[:60])
    sys.exit(1)


def results(s):
    """original's path → (state, text, JSON, its own form); the same path comes once only."""
    found, output = {}, files(s.output)
    kept_in = {5: files(s.originals), 6: files(s.quarantine)}  # by state: done, quarantined
    for path, state, name, stem in s.rows("select path, state, name, stem from documents"):
        check(path not in found, f"{path} is there twice", s)
        kept = kept_in[state].get(name)
        check(kept is not None, f"{name} is not where it should be", s)
        found[path] = (state, kept, *(output.pop(stem + ending, None) for ending in (b".txt", b".json", b".corregido.xml")))
    check(not output, f"results of nobody: {sorted(output)[:5]}", s)
    return found


def places(s, accepted):
    """Every file is in exactly one of entrada, spool, originales, cuarentena."""
    contents = []
    for folder in (s.input, s.state / "spool", s.originals, s.quarantine):
        contents += [c for n, c in files(folder).items() if not n.endswith(b".motivo.txt") and b".escribano-" not in n]
    check(sorted(contents) == sorted(accepted), f"{len(contents)} files of {len(accepted)} accepted", s)


def left_nothing(s):
    for folder in (s.output, s.originals, s.quarantine):
        check(not [n for n in files(folder) if b".escribano-" in n], "no temporary files are left", s)
    check(not files(s.state / "spool"), "the spool is empty", s)


def as_nobody(s):
    """Root may do everything: where we are root, the service runs as nobody. False where that cannot be."""
    if os.geteuid():
        return True
    os.chmod(s.root, 0o755)
    subprocess.run(["chown", "-R", "nobody", s.root], check=True)
    command, change = s.command, ["setpriv", "--reuid=nobody", "--clear-groups"]
    s.command = lambda *extra: change + command(*extra)
    return not subprocess.run([*change, "test", "-x", BUILD / "escribanod"]).returncode


def run(*tests):
    """Runs each test with a service of its own."""
    for test in tests:
        service = Service()
        try:
            test(service)
        finally:
            service.remove()
        print("ok", test.__name__)
