"""Packs a folder as a one-layer image in docker-archive form: pack.py IMAGE ROOT OUT [VARIABLE=VALUE...]

The same folder gives the same bytes, so the same digest: owners, times and the order of entries are fixed.
"""
import hashlib
import io
import json
import os
import platform
import sys
import tarfile

CREATED = "2026-01-01T00:00:00Z"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def plain(entry):
    entry.uid = entry.gid = entry.mtime = 0
    entry.uname = entry.gname = ""
    return entry


def layer(root):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for folder, folders, files in os.walk(root):
            folders.sort()
            links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
            paths = [folder] + [os.path.join(folder, name) for name in sorted(files + links)]
            for path in paths:
                if path != root:
                    tar.add(path, os.path.relpath(path, root), recursive=False, filter=plain)
    return buffer.getvalue()


def main(image, root, out, *variables):
    content = layer(root)
    config = json.dumps({
        "architecture": ARCHITECTURES.get(platform.machine(), platform.machine()),
        "os": "linux",
        "created": CREATED,
        "config": {"Env": list(variables), "Cmd": ["/bin/sh"], "WorkingDir": "/"},
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(content).hexdigest()]},
        "history": [{"created": CREATED, "created_by": "integration/images"}],
    }).encode()
    manifest = json.dumps([{"Config": "config.json", "RepoTags": [image], "Layers": ["layer.tar"]}]).encode()
    with tarfile.open(out, "w") as archive:
        for name, data in (("manifest.json", manifest), ("config.json", config), ("layer.tar", content)):
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))


main(*sys.argv[1:])
