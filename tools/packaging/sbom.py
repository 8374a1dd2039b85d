"""The list of parts for programs: CycloneDX 1.5 as JSON."""

import json
import time
import uuid

import notices

# Of our own making: any fixed one does, so that the same content gives the same serial number.
NAMESPACE = uuid.UUID("6c1f0c70-5d0e-5d6a-9f5e-0d8a1f6d2b11")


# The product; the repository has another name.
PRODUCT = "MiaIa"


def cyclonedx(version, commit, epoch, parts, own_files):
    """own_files: path to SHA-256 of the programs and the study."""
    root = f"{PRODUCT}@{version}"
    body = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(epoch)),
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": PRODUCT,
                "version": version,
                "properties": [{"name": "git:commit", "value": commit}],
            },
        },
        "components": [_file(path, digest) for path, digest in sorted(own_files.items())] + [_library(part) for part in parts],
        "dependencies": [{"ref": root, "dependsOn": [part.purl for part in parts]}]
        + [{"ref": part.purl, "dependsOn": sorted(f"pkg:{part.registry}/{key}" for key in part.needs)} for part in parts],
    }
    body["serialNumber"] = f"urn:uuid:{uuid.uuid5(NAMESPACE, json.dumps(body, sort_keys=True))}"
    return json.dumps(body, indent=2, sort_keys=True) + "\n"


def _file(path, digest):
    return {"type": "file", "bom-ref": path, "name": path, "hashes": [{"alg": "SHA-256", "content": digest}]}


def _library(part):
    said, _ = notices.license_of(part)
    return {
        "type": "library",
        "bom-ref": part.purl,
        "name": part.name,
        "version": part.version,
        "purl": part.purl,
        "hashes": [{"alg": "SHA-512", "content": part.sha512}],
        "licenses": [{"expression": said}] if said == part.license else [{"license": {"name": said}}],
    }
