"""Archives whose bytes depend on nothing but their content: entries in order, one time for all, no user, no machine."""

import gzip
import hashlib
import io
import tarfile
import time
import zipfile

PROGRAM_MODE = 0o755
TEXT_MODE = 0o644
# Programs are compressed already.
STORED = (".exe", ".dll", ".so")


class Archive:
    """What will be in the archive: path to bytes, and which of them may be run."""

    def __init__(self, name):
        self.name = name
        self.files = {}
        self.programs = set()

    def add(self, path, content, program=False):
        if path in self.files:
            raise ValueError(f"{path} is added twice")
        self.files[path] = content if isinstance(content, bytes) else content.encode("utf-8")
        if program:
            self.programs.add(path)

    def add_sums(self):
        """SHA256SUMS over all that is there; sha256sum -c reads it."""
        lines = (f"{hashlib.sha256(self.files[path]).hexdigest()}  {path}" for path in sorted(self.files))
        self.add("SHA256SUMS", "\n".join(lines) + "\n")

    def zip(self, epoch):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as target:
            for path in sorted(self.files):
                entry = zipfile.ZipInfo(f"{self.name}/{path}", time.gmtime(epoch)[:6])
                entry.create_system = 3
                entry.external_attr = (0o100000 | self._mode(path)) << 16
                entry.compress_type = zipfile.ZIP_STORED if path.endswith(STORED) else zipfile.ZIP_DEFLATED
                target.writestr(entry, self.files[path])
        return out.getvalue()

    def tar_gz(self, epoch):
        out = io.BytesIO()
        with gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=epoch, compresslevel=6) as packed:
            with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as target:
                for path in sorted(self.files):
                    entry = tarfile.TarInfo(f"{self.name}/{path}")
                    entry.size = len(self.files[path])
                    entry.mtime = epoch
                    entry.mode = self._mode(path)
                    target.addfile(entry, io.BytesIO(self.files[path]))
        return out.getvalue()

    def _mode(self, path):
        return PROGRAM_MODE if path in self.programs else TEXT_MODE
