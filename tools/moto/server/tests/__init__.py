"""Calls to the extended moto, as boto3 makes them: `python3 -m unittest discover -t . -s tests` in the folder above."""

from extensions import install

install()
