"""The seal: identities, trust, signatures and sealing. Bytes and certificates in, bytes and verdicts out; it knows
nothing of assessment.

Who signs                 `identities`: `create_authority`, `open_authority`, `issue_identity`, `open_identity`,
`change_passphrase`, requests, renewal
                          `recovery`: the society's recovery key in two officers' shares
Whom we trust             `trust`: `issue_trust_list`, `load_trust_list`, `load_trust`, `newest`, `judge`,
`check_clock`, `society_pem` What travels              `container`: `sign_container`, `countersign_container`,
`verify_container` (ASiC-E with CAdES) Word and Excel files      `office`: `sign_office`, `verify_office`
Anything that is bytes    `detached`: `sign_detached`, `verify_detached`
For named recipients      `sealing`: `seal`, `unseal`, `is_sealed`
Doors to the outside      `archives`: `read_archive`, `write_archive`; `xml`: `parse_xml`. Nothing else opens archives
or XML. What is found             `verdicts`: `Status`, `SignerInfo`, `Problem`; what is refused: `errors`

Times are aware and passed in; passphrases are `str`; certificates are objects of `cryptography`, or DER where they
come from a file.
"""
