"""The check of the docs finds a command that is neither run nor listed, and a page that shows wrong output."""

import io
import os
import tempfile
import unittest
from pathlib import Path

import accounts
from page import Page, lacking, statements
from reader import Reader, Step, claimed
from shell import Shell

TEXT = """\
# A page

Two ways, `hikyaku health` and `terraform output dns_records`:

```sh
cd folder                       # where it is
aws s3 cp a \\
  b
while read -r key; do
  echo "$key"
done < keys
```

*You see* `hikyaku health` say UP.

   ```sh
   echo one |
     cat                        # one
   ```

```
first 12:00:01.123 pipeline-0123abcd
…
last of …
```
"""


class PageTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = Path(self.folder.name)
        (self.root / "page.md").write_text(TEXT)
        self.pages = {"page.md": Page(self.root, "page.md")}

    def commands(self):
        return [one.text for one in self.pages["page.md"].commands]

    def test_commands_are_those_of_blocks_and_of_sentences_in_the_order_of_the_page(self):
        self.assertEqual(
            [
                "terraform output dns_records",
                "cd folder                       # where it is",
                "aws s3 cp a \\\n  b",
                'while read -r key; do\n  echo "$key"\ndone < keys',
                "hikyaku health",
                "echo one |\n  cat                        # one",
            ],
            self.commands(),
        )

    def test_a_name_that_nobody_is_to_type_is_no_command(self):
        (self.root / "page.md").write_text("The command `hikyaku health` and `terraform plan` are there.\n")
        self.assertEqual([], Page(self.root, "page.md").commands)

    def test_a_block_that_no_shell_understands_is_an_error(self):
        with self.assertRaises(AssertionError):
            statements("while true; do\n")

    def test_a_new_command_must_be_accounted_for(self):
        claimed(self.pages, [Step("page.md", "cd folder"), Step("page.md", "aws"), Step("page.md", "while"), Step("page.md", "echo", shown=1)], "part")
        with self.assertRaisesRegex(AssertionError, "page.md:3: terraform output dns_records\npage.md:14: hikyaku health"):
            accounts.accounted(self.pages, [("page.md", "You see", "why")])
        accounts.accounted(self.pages, [("page.md", "hikyaku health", "why"), ("page.md", "terraform", "why")])

    def test_what_one_is_to_see_must_be_looked_for(self):
        sentence = self.pages["page.md"].sentences[0]
        self.assertEqual("You see hikyaku health say UP.", sentence.text)
        claimed(self.pages, [Step("page.md", "aws", sees=("Two ways",))], "part")
        self.assertEqual("", sentence.claimed)
        claimed(self.pages, [Step("page.md", "echo", sees=("UP",))], "part")
        self.assertEqual("part", sentence.claimed)

    def test_a_reason_for_a_command_that_is_gone_or_run_must_go_too(self):
        claimed(self.pages, [Step("page.md", "cd folder")], "part")
        for begins in ("cd folder", "docker"):
            with self.assertRaisesRegex(AssertionError, "no such command, or it is run"):
                accounts.accounted(self.pages, [("page.md", begins, "why")])

    def test_a_step_whose_command_or_words_the_page_no_longer_has_is_an_error(self):
        with self.assertRaisesRegex(AssertionError, "no longer has: docker"):
            claimed(self.pages, [Step("page.md", "docker")], "part")
        with self.assertRaisesRegex(AssertionError, "does not say: DOWN"):
            claimed(self.pages, [Step("page.md", "hikyaku", sees=("DOWN",))], "part")

    def test_an_output_may_differ_in_times_and_ids_and_where_the_page_has_an_ellipsis(self):
        shown = self.pages["page.md"].shown[0].text
        self.assertIsNone(lacking(shown, "first 09:30:00.000 pipeline-ffffffff\nmore\nlast of all\n"))
        self.assertEqual("first 12:00:01.123 pipeline-0123abcd", lacking(shown, "first of pipeline-ffffffff\nlast of all\n"))
        self.assertEqual("last of …", lacking(shown, "last of all\nfirst 09:30:00.000 pipeline-ffffffff\n"))


class ReaderTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = Path(self.folder.name)
        self.shell = Shell(self.root, dict(os.environ), self.root)
        self.addCleanup(self.shell.close)

    def follow(self, text, **step):
        (self.root / "page.md").write_text(f"```sh\n{text}\n```\nYou see right.\n")
        steps = claimed({"page.md": Page(self.root, "page.md")}, [Step("page.md", line, **step) for line in text.splitlines()], "part")
        reader = Reader(self.root, self.shell, io.StringIO())
        return [reader.follow(one) for one in steps]

    def test_a_block_is_run_in_one_shell_and_in_its_order(self):
        (self.root / "a").mkdir()
        self.assertEqual(["", "", f"{self.root}/a right\n"], self.follow("cd a\nword=right\necho $PWD $word"))

    def test_what_the_page_says_must_be_seen(self):
        self.follow("echo right", sees=("right",))
        with self.assertRaisesRegex(AssertionError, "page.md:2: not seen: right"):
            self.follow("echo wrong", sees=("right",))

    def test_a_command_that_fails_is_an_error_unless_the_page_says_so(self):
        self.follow("false", code=1)
        with self.assertRaisesRegex(AssertionError, "exit code 1 and not 0"):
            self.follow("false")

    def test_what_is_to_be_replaced_is_replaced_and_what_is_asked_is_answered(self):
        self.assertEqual(["yes MAIL"], [line.strip() for line in self.follow("read -r answer; echo $answer WORD", words={"WORD": "MAIL"}, typed="yes\n")])


if __name__ == "__main__":
    unittest.main()
