"""Two mail servers that the pages send to: one only stores mail; the other is SES with TLS, which forwards to the local cloud."""

import smtplib
import socketserver
import ssl
import subprocess
import threading


class MailServer:
    """On a free port of 127.0.0.1."""

    def __init__(self, name, certificate=None, hand_on=None):
        self.received = []  # (sender, recipients, bytes)
        outer = self

        class Session(socketserver.StreamRequestHandler):
            def answer(self, line):
                self.wfile.write(line.encode() + b"\r\n")

            def handle(self):
                sender, recipients, secure = None, [], False
                self.answer(f"220 {name}")
                while line := self.rfile.readline().decode(errors="replace").strip():
                    word = line.split()[0].upper()
                    if word in ("EHLO", "HELO"):
                        self.answer(f"250-{name}" if certificate and not secure else f"250 {name}")
                        if certificate and not secure:
                            self.answer("250 STARTTLS")
                    elif word == "STARTTLS" and certificate:
                        self.answer("220 go ahead")
                        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                        context.load_cert_chain(*certificate)
                        self.request = context.wrap_socket(self.request, server_side=True)
                        self.rfile, self.wfile, secure = self.request.makefile("rb"), self.request.makefile("wb", 0), True
                    elif certificate and not secure and word != "QUIT":
                        self.answer("530 Must issue a STARTTLS command first")
                    elif word == "MAIL":
                        sender, recipients = address(line), []
                        self.answer("250 ok")
                    elif word == "RCPT":
                        recipients.append(address(line))
                        self.answer("250 ok")
                    elif word == "DATA":
                        self.answer("354 go ahead")
                        lines = []
                        while (one := self.rfile.readline()) not in (b".\r\n", b""):
                            lines.append(one[1:] if one.startswith(b".") else one)
                        outer.take(sender, recipients, b"".join(lines), hand_on)
                        self.answer("250 ok")
                    elif word == "QUIT":
                        self.answer("221 bye")
                        return
                    else:
                        self.answer("250 ok")

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def take(self, sender, recipients, mail, hand_on):
        self.received.append((sender, recipients, mail))
        if hand_on:
            with smtplib.SMTP("127.0.0.1", hand_on) as next_server:
                next_server.sendmail(sender, recipients, mail)

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def address(line):
    return line.partition("<")[2].partition(">")[0]


def certificate(folder, name):
    """(certificate, key), self-signed."""
    files = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}",
         "-out", files[0], "-keyout", files[1]],
        check=True, capture_output=True,
    )
    return tuple(map(str, files))
