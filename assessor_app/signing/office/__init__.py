"""Signatures inside Word and Excel files (ECMA-376 Part 2), as Office 2010 and later write them."""

from assessor_app.signing.office.package import Package, open_package
from assessor_app.signing.office.sign import MOST_SIGNATURES, sign_office
from assessor_app.signing.office.verify import OfficeVerdict, verify_office

__all__ = ["MOST_SIGNATURES", "OfficeVerdict", "Package", "open_package", "sign_office", "verify_office"]
