"""Accounts: an access key `AKIA111122223333MOTO` is one of the account 111122223333.

moto puts all callers in one account. With this, a provider is in the account that its stack guards, and two providers can
be in two.
"""

import re

from moto.iam import models

KEY = re.compile(r"^AKIA(\d{12})MOTO$")


def install() -> None:
    before = models.get_account_id_from

    def get_account_id_from(access_key):
        named = KEY.match(access_key or "")
        return named.group(1) if named else before(access_key)

    models.get_account_id_from = get_account_id_from
