"""A file is read as UTF-8 or refused, and written whole or not at all."""

from __future__ import annotations

import codecs
import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from advisor.edge.files import MAX_BYTES, read_text, write_whole
from advisor.edge.problems import Problems, Refused

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes")


def refused(path: Path) -> str:
    """Return the one line for which a file is refused, without its path."""
    problems = Problems("P")
    with pytest.raises(Refused):
        read_text(path, problems, "f")
    (found,) = problems.found
    return str(found)


def read(path: Path) -> str:
    problems = Problems("P")
    text = read_text(path, problems)
    assert problems.found == []
    return text


def write_bytes(folder: Path, data: bytes) -> Path:
    path = folder / "file.yaml"
    path.write_bytes(data)
    return path


# --- reading ---


@pytest.mark.parametrize("text", ["", "a: æøå 🙂\r\nb: \x00\x1b\n", "\u2028", "a\ufeffb"])
def test_a_text_is_read_as_it_is(text: str, tmp_path: Path) -> None:
    assert read(write_bytes(tmp_path, text.encode())) == text


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert read(write_bytes(tmp_path, codecs.BOM_UTF8 + b"a: 1")) == "a: 1"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("Kjøp".encode("cp1252"), "1:3"),
        ("a: 1\nb: ja – ".encode("cp1252"), "2:7"),
        ("æøå: ".encode() + "ø".encode("latin-1"), "1:6"),
        ("🙂\r\nø: ".encode() + b"\xff", "2:4"),
        (codecs.BOM_UTF8 + b"ab\xff", "1:3"),
        (b"\xed\xa0\x80", "1:1"),
        (b"a\xc3", "1:2"),
        ("a: 1".encode("utf-16"), "1:1"),
        ("a: 1".encode("utf-32"), "1:1"),
    ],
)
def test_another_encoding_is_refused_at_its_first_sign(
    data: bytes, place: str, tmp_path: Path
) -> None:
    line = "error P001: the file is not UTF-8 text; save it with the encoding UTF-8"
    assert refused(write_bytes(tmp_path, data)) == f"f:{place}: {line}"


def test_a_file_as_large_as_allowed_is_read(tmp_path: Path) -> None:
    assert len(read(write_bytes(tmp_path, b"#" * MAX_BYTES))) == MAX_BYTES


def test_a_larger_file_is_refused(tmp_path: Path) -> None:
    line = "f:1:1: error P001: the file is larger than 4 MB; keep it smaller"
    assert refused(write_bytes(tmp_path, b"#" * (MAX_BYTES + 1))) == line


@needs_pipes
def test_a_pipe_that_never_ends_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("advisor.edge.files.MAX_BYTES", 10)
    os.mkfifo(tmp_path / "pipe")
    writer = os.open(tmp_path / "pipe", os.O_RDWR)
    try:
        os.write(writer, b"#" * 11)
        line = "f:1:1: error P001: the file is larger than 0 MB; keep it smaller"
        assert refused(tmp_path / "pipe") == line
    finally:
        os.close(writer)


def test_a_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    line = "error P001: cannot read the file: no such file or directory; "
    assert refused(tmp_path / "nowhere.yaml") == f"f:1:1: {line}check the path and its permissions"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    line = "error P001: cannot read the file: is a directory; check the path and its permissions"
    assert refused(tmp_path) == f"f:1:1: {line}"


def test_a_path_that_cannot_be_is_refused() -> None:
    line = "error P001: cannot read the file: embedded null byte; "
    assert refused(Path("a\0b")) == f"f:1:1: {line}check the path and its permissions"


def test_a_file_without_a_name_of_its_own_is_called_by_its_path(tmp_path: Path) -> None:
    problems = Problems("P")
    with pytest.raises(Refused):
        read_text(tmp_path / "nowhere", problems)
    assert problems.found[0].location.file == str(tmp_path / "nowhere")


@needs_pipes
def test_a_pipe_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    writer = os.open(tmp_path / "pipe", os.O_WRONLY)
    os.write(writer, b"a: 1")
    threading.Timer(0.05, os.close, [writer]).start()
    assert read(tmp_path / "pipe") == "a: 1"
    os.close(reader)


# --- writing ---


def test_a_text_is_written_in_utf_8_with_plain_line_ends(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.md", "æ\n🙂\r\n")
    assert (tmp_path / "a.md").read_bytes() == "æ\n🙂\r\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_a_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("a much longer text than the new one", encoding="utf-8")
    path.chmod(0o640)
    write_whole(path, "new")
    assert path.read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("", encoding="utf-8")
    write_whole(tmp_path / "a.md", "new")
    assert (tmp_path / "a.md").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_stays_a_link_and_its_file_is_written(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    target, link = tmp_path / "folder" / "a.md", tmp_path / "link.md"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    write_whole(link, "new")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"


def test_a_long_name_is_no_hindrance(tmp_path: Path) -> None:
    path = tmp_path / ("ø" * 120 + ".md")
    write_whole(path, "new")
    assert path.read_text(encoding="utf-8") == "new"


@needs_pipes
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(pipe, "æ\n")
        assert os.read(reader, 100) == "æ\n".encode()
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="Is a directory") as raised:
        write_whole(tmp_path, "new")
    assert raised.value.errno == errno.EISDIR


def test_a_folder_that_is_missing_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file or directory"):
        write_whole(tmp_path / "nowhere" / "a.md", "new")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_may_not_be_written_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OSError, match="Permission denied"):
        write_whole(path, "new")
    assert path.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_file_is_left_alone_when_writing_fails_half_way(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "a.md"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OSError, match="No space left on device"):
        write_whole(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_a_text_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "a.md", "half a character: \ud83d")
    assert list(tmp_path.iterdir()) == []
