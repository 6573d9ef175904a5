"""reaper.py FILE COMMAND…: runs a command, whose process id goes into the file, and waits for all that it leaves behind.

The init of a sandbox outlives who started it by a moment, and would be counted nowhere; as a child of this process it is."""

import ctypes
import os
import sys

PR_SET_CHILD_SUBREAPER = 36


def main(file, *command):
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    child = os.fork()
    if child == 0:
        os.execvp(command[0], command)
    with open(file, "w", encoding="ascii") as out:
        out.write(str(child))
    while True:
        pid, status = os.wait()
        if pid == child:
            # Who is left is init's: there is nobody to be told any more.
            sys.exit(os.waitstatus_to_exitcode(status) & 0xff)


main(*sys.argv[1:])
