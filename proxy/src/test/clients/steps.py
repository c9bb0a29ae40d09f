"""What the Python scenarios share: one printed line a step, and a status that tells surprises."""

import datetime
import decimal
import json
import sys
import uuid

wrong = 0


def plain(value):
    """A value as text that is the same for the same value."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        raw = bytes(value)
        return f"bytes:{raw.hex()}" if len(raw) <= 200 else f"bytes:{len(raw)}"
    if isinstance(value, (decimal.Decimal, uuid.UUID, datetime.date, datetime.time, datetime.datetime, datetime.timedelta)):
        return f"{type(value).__name__}:{value}"
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if value is None or isinstance(value, (int, str, bool)):
        return value
    return f"{type(value).__name__}:{value}"


def say(name, value):
    print(f"{name}: {json.dumps(plain(value), ensure_ascii=False)}", flush=True)


def surprise(name, value):
    global wrong
    wrong += 1
    say(name, value)


def died(error):
    print(f"scenario died: {type(error).__name__}: {error}", flush=True)
    sys.exit(1)


def end():
    sys.exit(1 if wrong else 0)
