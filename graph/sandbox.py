"""Takes from a process what a visitor's query must not have: the network, new programs, unbounded memory and time.

The second wall behind the guard: the engine would fetch a SERVICE itself, and has no switch against it.
"""

import ctypes
import platform
import resource
import struct
import sys
from pathlib import Path

_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | 1  # errno EPERM
_LOAD_WORD, _JUMP_IF_EQUAL, _JUMP_IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_FOREIGN_CALLS = 0x40000000  # the x32 numbering on x86-64, which would pass by the numbers below

_FORBIDDEN = {
    # socket, connect, bind, socketpair, io_uring_setup, execve, execveat, ptrace
    "x86_64": (41, 42, 49, 53, 425, 59, 322, 101),
    "aarch64": (198, 203, 200, 199, 425, 221, 281, 117),
}


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def close_network() -> bool:
    """Refuse sockets and new programs to this process for good; false where the system cannot."""
    numbers = _FORBIDDEN.get(platform.machine())
    if sys.platform != "linux" or numbers is None:
        return False
    program = [(_LOAD_WORD, 0, 0, 0), (_JUMP_IF_AT_LEAST, len(numbers) + 1, 0, _FOREIGN_CALLS)]
    for at, number in enumerate(numbers):
        program.append((_JUMP_IF_EQUAL, len(numbers) - at, 0, number))
    program += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    packed = b"".join(struct.pack("HBBI", *instruction) for instruction in program)
    rules = _Filter(len(program), packed)
    system = ctypes.CDLL(None, use_errno=True)
    if system.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(system.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(rules), 0, 0) == 0)


def limit_memory(extra: int) -> None:
    """Let this process grow by at most `extra` bytes of address space from now on."""
    limit = _address_space() + extra
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_time(seconds: float) -> None:
    """End this process after about `seconds` more of processor time on each core, should nobody else end it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(used.ru_utime + used.ru_stime + 4 * seconds) + 5
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def _address_space() -> int:
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 2**30
