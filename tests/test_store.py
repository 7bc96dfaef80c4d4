"""Laws of the store: what comes out is what went in, or nothing, whoever else reads, writes and deletes meanwhile."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eigenreel.errors import EigenreelError
from eigenreel.store import Store, digest

KEYS = [digest(number) for number in range(4)]


@pytest.fixture
def store(tmp_path) -> Store:
    """Four blobs of 100 bytes, the first unused for longest."""
    store = Store(tmp_path)
    for age, key in enumerate(KEYS):
        store.put("kind", key, bytes([age]) * 100)
        os.utime(store.path("kind", key), (1e9 + age, 1e9 + age))
    return store


@given(st.binary())
def test_what_went_in_comes_out(tmp_path_factory, data):
    store = Store(tmp_path_factory.mktemp("store"))
    store.put("kind", KEYS[0], data)
    assert store.get("kind", KEYS[0]) == data and store.get("kind", KEYS[1]) is None
    assert [path.name for path in store.entries()] == KEYS[:1]


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"", lambda data: data + b"x"])
def test_a_damaged_blob_is_none_and_is_told(store, damage):
    path = store.path("kind", KEYS[1])
    path.write_bytes(damage(path.read_bytes()))
    assert store.get("kind", KEYS[1]) is None
    assert store.verify() == [path] and store.verify() == []


def test_what_was_unused_for_longest_goes_first(store):
    """Reading counts as use."""
    assert store.get("kind", KEYS[0]) is not None
    whole = store.size()
    assert store.prune(whole // 2) == whole // 2
    assert {path.name for path in store.entries()} == {KEYS[0], KEYS[3]}
    assert store.prune(whole) == 0


def test_a_blob_that_another_process_deletes_is_left_out(store, monkeypatch):
    """It was listed, and is gone when it is looked at."""
    listed = list(store.entries())
    store.path("kind", KEYS[2]).unlink()
    monkeypatch.setattr(Store, "entries", lambda self: iter(listed))
    assert store.size() == 3 * store.path("kind", KEYS[0]).stat().st_size
    assert store.verify() == []
    assert store.prune(0) > 0 and not any(path.exists() for path in listed)


def test_blobs_are_for_whom_the_umask_says(tmp_path):
    """People of one group share a cache."""
    before = os.umask(0o027)
    try:
        Store(tmp_path).put("kind", KEYS[0], b"")
    finally:
        os.umask(before)
    assert Store(tmp_path).path("kind", KEYS[0]).stat().st_mode & 0o777 == 0o640


def test_what_cannot_be_written_leaves_nothing(store, monkeypatch):
    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(EigenreelError, match=r"cannot write to the cache \(No space left on device\); free some"):
        store.put("other", KEYS[0], b"data")
    assert list(store.root.rglob(".*")) == [] and store.get("other", KEYS[0]) is None


@given(st.lists(st.one_of(st.text(), st.binary(), st.integers(), st.floats(), st.none()), max_size=4))
def test_digests_tell_parts_and_kinds_apart(parts):
    assert digest(*parts) == digest(*parts)
    assert digest(*parts, "") != digest(*parts) != digest(*parts, None)
    assert digest("".join(map(str, parts)), "x") != digest("".join(map(str, parts)) + "x")
