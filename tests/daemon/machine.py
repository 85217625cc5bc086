# SPDX-License-Identifier: GPL-3.0-or-later
"""A machine that boots a real systemd: a container (systemd-nspawn) whose disk is this machine's own, with a layer above it that
takes all changes and is gone afterwards. It sees no network."""
import os, shutil, subprocess, sys, tempfile, time
from pathlib import Path
from service import BUILD, PATIENCE

SOURCE = Path(os.environ["SOURCE"])
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def alone():
    """Goes on in a mount namespace of its own, so that nothing that is mounted outlives the test."""
    if "ESC_TEST_ALONE" not in os.environ:
        os.environ["ESC_TEST_ALONE"] = "1"
        os.execvp("unshare", ["unshare", "--mount", "--propagation", "private", sys.executable, *sys.argv])


def own_groups():
    """New control groups below this process's, whose memory and processes the machine's systemd may limit. None where the kernel
    keeps these controllers in its one hierarchy: there whoever starts the test has to hand them down."""
    groups = []
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, controller, path = line.split(":", 2)
        if controller in ("memory", "pids"):
            groups.append(Path(f"/sys/fs/cgroup/{controller}{path}/escribano-test-{os.getpid()}"))
            groups[-1].mkdir()
    return groups


class Machine:
    def __init__(self):
        """Mounts the disk, without what this machine would start by itself and without an escribano."""
        self.folder = Path(tempfile.mkdtemp(prefix="escribano-machine-"))
        self.disk = self.folder / "disk"
        self.leader = self.process = None
        self.groups = []
        subprocess.run(["mount", "-t", "tmpfs", "none", self.folder], check=True)
        upper, work = self.folder / "upper", self.folder / "work"
        for folder in (upper, work, self.disk):
            folder.mkdir()
        subprocess.run(["mount", "-t", "overlay", "overlay", "-o", f"lowerdir=/,upperdir={upper},workdir={work}", self.disk],
                       check=True, capture_output=True)
        for wants in (self.disk / "etc/systemd/system").glob("*.wants"):
            shutil.rmtree(wants)
        for left in ("etc/escribano", "srv/escribano", "var/lib/escribano", "usr/local/bin/escribano", "usr/local/bin/escribanod"):
            shutil.rmtree(self.disk / left, ignore_errors=True)
            (self.disk / left).unlink(missing_ok=True)

    def boot(self, limits=False):
        """False where it does not come up. limits: it can limit what its services use, if the kernel lets it."""
        self.groups = own_groups() if limits else []
        shown = [f"--overlay={folder}::{folder}" for folder in {str(BUILD.resolve()), str(SOURCE.resolve())}]
        log = open(self.folder / "console", "wb")
        self.process = subprocess.Popen(
            ["systemd-nspawn", "-D", self.disk, "--register=no", "--keep-unit", "--private-network", "--machine=escribano-test",
             "--console=pipe", "--link-journal=no", *shown, "--boot", "systemd.unit=multi-user.target"],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=self.enter_groups,
            env=dict(os.environ, SYSTEMD_NSPAWN_UNIFIED_HIERARCHY="0") if self.groups else None)
        until = time.monotonic() + min(PATIENCE, 120)
        while time.monotonic() < until and self.process.poll() is None:
            children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
            self.leader = children[0] if children else None
            if self.leader and self.run("systemctl is-system-running", None).strip() in ("running", "degraded"):
                for group in self.groups:
                    self.run(f"mount -o remount,bind,rw /sys/fs/cgroup/{group.parts[4]}")
                if self.groups:
                    self.run("systemctl daemon-reexec")  # only then it sees what it may write
                return True
            time.sleep(0.5)
        return False

    def enter_groups(self):
        for group in self.groups:
            (group / "cgroup.procs").write_text("0")

    def run(self, command, expected=0, user="root"):
        """What a command prints; in English, as root unless told. expected: its exit code, None for any."""
        line = ["nsenter", "-t", self.leader, "-a", "env", "-i", f"PATH={PATH}", "HOME=/", "LANG=en_GB.UTF-8"]
        line += ["runuser", "-u", user, "--"] if user != "root" else []
        done = subprocess.run([*line, "sh", "-c", command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=PATIENCE)
        said = done.stdout.decode(errors="replace")
        if expected is not None and done.returncode != expected:
            self.fail(f"{command}: ended with {done.returncode}, not {expected}:\n{said}")
        return said

    def journal(self, *matches):
        return self.run(f"journalctl -u escribanod --no-pager -o cat {' '.join(matches)}", None)

    def wait(self, what, condition):
        until = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > until:
                self.fail(f"gave up waiting: {what}")
            time.sleep(0.2)

    def check(self, holds, what):
        if not holds:
            self.fail(what)

    def fail(self, what):
        if self.leader:
            print(self.run("systemctl status escribanod -l --no-pager -n 40", None))
        print("FAILED:", what)
        sys.exit(1)

    def remove(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        for group in self.groups:
            for folder in sorted([group, *(p for p in group.rglob("*") if p.is_dir())], reverse=True):
                folder.rmdir()
        subprocess.run(["umount", "-l", self.disk])
        subprocess.run(["umount", "-l", self.folder])
        self.folder.rmdir()
