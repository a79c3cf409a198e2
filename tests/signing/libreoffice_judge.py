"""LibreOffice as an outside judge of signed Word and Excel files, through UNO.

Run by the system's own Python (which has the `uno` module), not by ours::

    /usr/bin/python3 libreoffice_judge.py PROFILE NSS_FOLDER < questions > verdicts

A line in is `judge PATH`, or `sign PATH` to have LibreOffice sign the file itself with the first key in the NSS folder.
Each line out is {"file": …, "signatures": [{"valid": bool, "trusted": bool, "signer": …, "partial": bool}]}, or
{"file": …, "signed": bool}, or {"file": …, "error": …}. One office process serves the whole run.

Traps found by trial: the storage must be opened as `ZipFormat`, or everything reads as unsigned; `trusted` is certificate
status 0, and needs the society's certificate in the NSS folder that MOZILLA_CERTIFICATE_FOLDER names.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

READ, READ_WRITE = 1, 7


def main(profile: str, nss: str) -> int:
    import uno

    pipe = f"judge{os.getpid()}"
    office = subprocess.Popen(
        [
            "soffice",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            f"-env:UserInstallation=file://{profile}",
            f"--accept=pipe,name={pipe};urp;",
        ],
        env={**os.environ, "MOZILLA_CERTIFICATE_FOLDER": f"sql:{nss}"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        context = connected(uno, office, f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        for line in sys.stdin:
            asked, _, path = line.strip().partition(" ")
            answer = signed(uno, context, path) if asked == "sign" else judged(uno, context, path)
            print(json.dumps(answer), flush=True)
    finally:
        office.terminate()
        office.wait()
    return 0


def connected(uno: Any, office: subprocess.Popen[bytes], address: str) -> Any:
    resolver = uno.getComponentContext().ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", uno.getComponentContext()
    )
    # There is no signal to wait for: the office process listens when it listens.
    for _ in range(600):
        try:
            return resolver.resolve(address)
        except Exception:  # noqa: BLE001 - UNO has one exception for everything
            if ended(office):
                raise SystemExit("LibreOffice ended before it could be asked") from None
    raise SystemExit("LibreOffice does not answer")


def opened(uno: Any, context: Any, path: str, mode: int) -> Any:
    property_value = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    property_value.Name, property_value.Value = "StorageFormat", "ZipFormat"
    factory = context.ServiceManager.createInstanceWithContext("com.sun.star.embed.StorageFactory", context)
    properties = uno.Any("[]com.sun.star.beans.PropertyValue", (property_value,))
    return uno.invoke(factory, "createInstanceWithArguments", ((uno.systemPathToFileUrl(path), mode, properties),))


def signed(uno: Any, context: Any, path: str) -> dict[str, Any]:
    try:
        manager = context.ServiceManager
        storage = opened(uno, context, path, READ_WRITE)
        signatures = manager.createInstanceWithContext("com.sun.star.security.DocumentDigitalSignatures", context)
        initializer = manager.createInstanceWithContext("com.sun.star.xml.crypto.SEInitializer", context)
        environment = initializer.createSecurityContext("").getSecurityEnvironment()
        done = signatures.signDocumentWithCertificate(environment.getPersonalCertificates()[0], storage, None)
        storage.commit()
    except Exception as fault:  # noqa: BLE001 - see `judged`
        return {"file": path, "error": f"{type(fault).__name__}: {fault}"}
    return {"file": path, "signed": done}


def ended(office: subprocess.Popen[bytes]) -> bool:
    try:
        office.wait(timeout=0.1)
    except subprocess.TimeoutExpired:
        return False
    return True


def judged(uno: Any, context: Any, path: str) -> dict[str, Any]:
    try:
        manager = context.ServiceManager
        storage = opened(uno, context, path, READ)
        signatures = manager.createInstanceWithContext("com.sun.star.security.DocumentDigitalSignatures", context)
        found = signatures.verifyDocumentContentSignatures(storage, None)
        return {
            "file": path,
            "signatures": [
                {
                    "valid": one.SignatureIsValid,
                    "trusted": one.CertificateStatus == 0,
                    "signer": one.Signer.SubjectName if one.Signer else "",
                    "partial": one.PartialDocumentSignature,
                }
                for one in found
            ],
        }
    except Exception as fault:  # noqa: BLE001 - one file that cannot be judged is an answer too
        return {"file": path, "error": f"{type(fault).__name__}: {fault}"}


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:3]))
