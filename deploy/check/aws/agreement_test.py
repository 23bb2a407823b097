"""The comparison finds each kind of difference."""

import unittest

from agreement import differences

QUEUE = "module.work.aws_sqs_queue.mail"
MADE = {
    QUEUE: {
        "name": "hikyaku-mail",
        "url": "http://127.0.0.1:5000/000000000000/hikyaku-mail",
        "redrive_policy": '{"maxReceiveCount":100}',
        "rule": [{"id": "one", "days": 1}, {"id": "other", "days": 2}],
        "tags_all": {"service": "hikyaku"},
        "policy": None,
    }
}
SAID = {
    QUEUE: {
        "name": "hikyaku-mail",
        "url": "https://sqs.ap-northeast-1.amazonaws.com/000000000000/hikyaku-mail",
        "redrive_policy": {"maxReceiveCount": 100},
        "rule": [{"id": "other", "days": 2}, {"id": "one"}],
    }
}


class AgreementTest(unittest.TestCase):
    def lines(self, **changed):
        return differences(MADE, {QUEUE: {**SAID[QUEUE], **changed}}, {"id"})

    def test_what_aws_adds_and_the_order_of_blocks_are_no_difference(self):
        self.assertEqual([], differences(MADE, SAID, {"id"}))

    def test_another_value_is_one(self):
        self.assertIn("hikyaku-mails", self.lines(name="hikyaku-mails")[0])

    def test_another_value_in_json_and_in_a_block_is_one(self):
        self.assertEqual(1, len(self.lines(redrive_policy={"maxReceiveCount": 10})))
        self.assertEqual(1, len(self.lines(rule=[{"id": "one", "days": 3}, {"id": "other", "days": 2}])))
        self.assertEqual(1, len(self.lines(rule=[{"id": "one", "days": 1}])))

    def test_what_is_rendered_and_not_made_is_one(self):
        self.assertEqual(1, len(self.lines(policy={"Version": "2012-10-17"})))
        self.assertEqual(2, len(differences(MADE, {"module.work.aws_sqs_queue.mails": SAID[QUEUE]}, {"id"})))

    def test_what_is_given_is_not_compared(self):
        self.assertEqual([], self.lines(id="other"))


if __name__ == "__main__":
    unittest.main()
