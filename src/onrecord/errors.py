"""The errors that onrecord raises, all under one base class.

A message says what is wrong, with which file or record, and what to do about it.
"""


class OnrecordError(Exception):
    """Base of every error that onrecord raises on purpose."""


class InputError(OnrecordError):
    """An input cannot be read as an article: empty, binary, cut, too long, no access."""


class StageError(OnrecordError):
    """A stage broke its contract: a span outside the text, or a record it did not declare."""


class StoreError(OnrecordError):
    """The store cannot be opened, read or written."""


class KnowledgeError(OnrecordError):
    """A knowledge file is missing, damaged or contradicts itself."""
