"""Between the command `scatter` and a function of the Python process that started it: standard input to a socket, its answer to standard output."""

import socket
import sys


def main():
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(sys.argv[1])
        connection.sendall(sys.stdin.buffer.read())
        connection.shutdown(socket.SHUT_WR)
        with connection.makefile("rb") as stream:
            answer = stream.read()
    if answer[:1] != b"1":
        sys.exit(answer[1:].decode(errors="replace"))
    sys.stdout.buffer.write(answer[1:])


if __name__ == "__main__":
    main()
