"""The system calls of a program, as strace writes them down, and what they say about answers and the disk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from storms.tools import tool

CALLS = "read,recvfrom,recvmsg,write,writev,sendto,sendmsg,pwrite64,pwritev,fsync,fdatasync"
LINE = re.compile(r"(?P<process>\d+) +(?P<rest>.+)")
BEGUN = re.compile(r"(?P<name>\w+)\((?P<words>.*?)(?P<unfinished> <unfinished \.\.\.>)?$")
RESUMED = re.compile(r"<\.\.\. (?P<name>\w+) resumed>(?P<words>.*)")
TAKES_IN = ("read", "recvfrom", "recvmsg")
SYNCHRONISES = ("fsync", "fdatasync")

REQUEST, CREATED = '"POST /api/captures', '"HTTP/1.1 201'
COMMIT, COMMITTED = r'"Q\0\0\0\vCOMMIT\0', r'"C\0\0\0\vCOMMIT\0'
"""PostgreSQL's messages on the wire: a client's wish to commit, and the word that it is done."""


def traced(file: Path) -> tuple[str, ...]:
    """The words before a command whose calls, and those of its threads and children, are to be written to the file.

    The process that they start is the command itself, so that it may be told to stop, and the tracer its grandchild.
    """
    return tool("strace", "strace"), "-D", "-f", "-y", "-s", "40", "-e", f"trace={CALLS}", "-o", str(file)


@dataclass(frozen=True)
class Call:
    """One call. Its words are as strace has them, with the file or socket behind each number."""

    process: int
    name: str
    words: str

    @property
    def takes_in(self) -> bool:
        return self.name in TAKES_IN

    @property
    def synchronises(self) -> bool:
        return self.name in SYNCHRONISES

    @property
    def puts_out(self) -> bool:
        return not self.takes_in and not self.synchronises


def calls(lines: Iterable[str]) -> Iterator[Call]:
    """In order: what puts out stands where it begins, what takes in or synchronises where it has ended well.

    >>> begun = ["7 fdatasync(4</d/wal> <unfinished ...>", '8 sendto(5<socket:[1]>, "HTTP/1.1 201", 12) = 12']
    >>> [call.name for call in calls([*begun, "7 <... fdatasync resumed>) = 0", "7 fsync(4</d/wal>) = -1 EIO"])]
    ['sendto', 'fdatasync']
    """
    begun: dict[int, str] = {}
    for line in filter(None, map(LINE.fullmatch, map(str.rstrip, lines))):
        process, rest = int(line["process"]), line["rest"]
        if resumed := RESUMED.fullmatch(rest):
            call, ended = Call(process, resumed["name"], begun.pop(process, "") + resumed["words"]), True
        elif start := BEGUN.fullmatch(rest):
            call, ended = Call(process, start["name"], start["words"]), not start["unfinished"]
            begun[process] = start["words"]
            if call.puts_out:
                yield call
        else:
            continue
        if ended and not call.puts_out and " = -1 " not in call.words:
            yield call


def synchronised_before_answer(happened: Iterable[Call], log: str) -> list[bool]:
    """For each answer of 201, one at a time: whether what was written to the log since its request was synchronised.

    >>> asked, answered = Call(1, "recvfrom", f"7, {REQUEST}"), Call(1, "sendto", f"7, {CREATED}")
    >>> write, sync = Call(1, "pwrite64", "4</d/wal>"), Call(1, "fdatasync", "4</d/wal>")
    >>> synchronised_before_answer([asked, write, sync, answered, asked, write, answered, sync], "wal>")
    [True, False]
    >>> synchronised_before_answer([asked, write, sync, write, answered, asked, answered], "wal>")
    [False, False]
    """
    answers, written, dirty = [], False, False
    for call in happened:
        if log in call.words:
            written = written or call.puts_out
            dirty = call.puts_out or (dirty and not call.synchronises)
        elif call.takes_in and REQUEST in call.words:
            written = False
        elif call.puts_out and CREATED in call.words:
            answers.append(written and not dirty)
    return answers


def committed_before_answer(happened: Iterable[Call]) -> list[bool]:
    """For each answer of 201, one at a time: whether PostgreSQL has said since its request that it committed."""
    answers, committed = [], False
    for call in happened:
        if call.takes_in and REQUEST in call.words:
            committed = False
        elif call.takes_in and COMMITTED in call.words:
            committed = True
        elif call.puts_out and CREATED in call.words:
            answers.append(committed)
    return answers


def synchronised_before_commit(happened: Iterable[Call], log: str) -> list[bool]:
    """For each commit that PostgreSQL says is done: whether its log was synchronised since it was told to commit.

    >>> told, done = Call(1, "recvfrom", f"9, {COMMIT}"), Call(1, "sendto", f"9, {COMMITTED}")
    >>> synchronised_before_commit([told, Call(2, "fdatasync", "4</d/pg_wal/1>"), done, told, done], "/pg_wal/")
    [True, False]
    """
    answers: list[bool] = []
    told: dict[int, bool] = {}
    for call in happened:
        if call.takes_in and COMMIT in call.words:
            told[call.process] = False
        elif call.synchronises and log in call.words:
            told = dict.fromkeys(told, True)
        elif call.puts_out and COMMITTED in call.words and call.process in told:
            answers.append(told.pop(call.process))
    return answers
