"""A reader's open shell: changes by a command, such as the folder and variables, remain for the next command."""

import os
import selectors
import signal
import subprocess


class Shell:
    def __init__(self, folder, environment, notes):
        self.folder, self.notes = folder, notes
        self.process = subprocess.Popen(
            ["bash", "--noprofile", "--norc"],
            cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def run(self, text, typed="", patience=300):
        """The output and the exit code. `typed` is what the reader answers."""
        typing, typed_in, printed = (self.notes / name for name in ("command.sh", "typed", "printed"))
        typing.write_text(text + "\n")
        typed_in.write_text(typed)
        self.process.stdin.write(f'source "{typing}" <"{typed_in}" >"{printed}" 2>&1; echo "ended $?"\n')
        self.process.stdin.flush()
        with selectors.DefaultSelector() as answers:
            answers.register(self.process.stdout, selectors.EVENT_READ)
            if not answers.select(patience):
                self.close()
                raise AssertionError(f"no end within {patience} s: {text}\n{printed.read_text()[-3000:]}")
        ended = self.process.stdout.readline()
        output = printed.read_text(errors="replace")
        assert ended.startswith("ended "), f"the shell is gone after: {text}\n{ended}{output[-3000:]}"
        return output, int(ended.split()[1])

    def close(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()
