package policy;

import static mail.Verdicts.Verdict.DISABLED;
import static mail.Verdicts.Verdict.FAIL;
import static mail.Verdicts.Verdict.GRAY;
import static mail.Verdicts.Verdict.PROCESSING_FAILED;
import static mail.Verdicts.VerdictType.DKIM;
import static mail.Verdicts.VerdictType.DMARC;
import static mail.Verdicts.VerdictType.SPAM;
import static mail.Verdicts.VerdictType.SPF;
import static mail.Verdicts.VerdictType.VIRUS;
import static settings.PolicyAction.DELIVER;
import static settings.PolicyAction.HOLD;
import static settings.PolicyAction.MARK;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import mail.Verdicts;
import settings.PolicyAction;

/**
 * A policy rule, with its default action. docs/policy.md is generated from this: each rule says when it applies, and
 * why its default action is the safe one.
 */
public enum Rule {
    VIRUS_FAIL(VIRUS, FAIL, HOLD, "a program opens what it receives, so a person should look first"),
    VIRUS_GRAY(VIRUS, GRAY, HOLD, "SES is not sure, so a person should look first"),
    VIRUS_PROCESSING_FAILED(VIRUS, PROCESSING_FAILED, MARK, "a shop's program may read mails that SES cannot read"),
    VIRUS_DISABLED(VIRUS, DISABLED, DELIVER, "the receipt rule does not scan, on purpose"),
    VIRUS_UNKNOWN(VIRUS, Verdicts.Verdict.UNKNOWN, DELIVER, "the mail was found in the bucket, without a verdict"),

    SPAM_FAIL(
            SPAM,
            FAIL,
            MARK,
            "a filter may be wrong, and an order must not wait; the old mail server had no such filter"),
    SPAM_GRAY(SPAM, GRAY, MARK, "SES is not sure, and an order must not wait"),
    SPAM_PROCESSING_FAILED(SPAM, PROCESSING_FAILED, DELIVER, "it says nothing about the mail"),
    SPAM_DISABLED(SPAM, DISABLED, DELIVER, "the receipt rule does not scan, on purpose"),
    SPAM_UNKNOWN(SPAM, Verdicts.Verdict.UNKNOWN, DELIVER, "the mail was found in the bucket, without a verdict"),

    SPF_FAIL(SPF, FAIL, DELIVER, "every forwarded mail fails SPF; DMARC decides"),
    SPF_GRAY(SPF, GRAY, DELIVER, "the sender's domain makes no definite statement"),
    SPF_PROCESSING_FAILED(SPF, PROCESSING_FAILED, DELIVER, "the buyer is not responsible for the sender's DNS"),
    SPF_DISABLED(SPF, DISABLED, DELIVER, "SES did not check"),
    SPF_UNKNOWN(SPF, Verdicts.Verdict.UNKNOWN, DELIVER, "SES did not check"),

    DKIM_FAIL(DKIM, FAIL, DELIVER, "mailing lists break signatures; DMARC decides"),
    DKIM_GRAY(DKIM, GRAY, DELIVER, "the mail is not signed"),
    DKIM_PROCESSING_FAILED(DKIM, PROCESSING_FAILED, DELIVER, "the buyer is not responsible for the sender's DNS"),
    DKIM_DISABLED(DKIM, DISABLED, DELIVER, "SES did not check"),
    DKIM_UNKNOWN(DKIM, Verdicts.Verdict.UNKNOWN, DELIVER, "SES did not check"),

    DMARC_FAIL_REJECT(
            DMARC, FAIL, HOLD, "dmarcPolicy reject: the sender's domain asks for refusal; a forged order costs money"),
    DMARC_FAIL_QUARANTINE(DMARC, FAIL, HOLD, "dmarcPolicy quarantine: the sender's domain asks for an inspection"),
    DMARC_FAIL_NONE(DMARC, FAIL, MARK, "any other dmarcPolicy: the sender's domain asks for no action"),
    DMARC_GRAY(DMARC, GRAY, DELIVER, "the domain has no DMARC record"),
    DMARC_PROCESSING_FAILED(DMARC, PROCESSING_FAILED, DELIVER, "the buyer is not responsible for the sender's DNS"),
    DMARC_DISABLED(DMARC, DISABLED, DELIVER, "SES did not check"),
    DMARC_UNKNOWN(DMARC, Verdicts.Verdict.UNKNOWN, DELIVER, "SES did not check"),

    SENDER_DENIED("the envelope sender is in `policy.senders.denied`", HOLD, "a list may contain a typing error"),
    SENDER_NOT_ALLOWED(
            "`policy.senders.allowed` is set, and the envelope sender is not in it",
            HOLD,
            "a list may contain a typing error"),
    RECIPIENT_DENIED("the recipient is in `policy.recipients.denied`", HOLD, "a list may contain a typing error"),
    RECIPIENT_NOT_ALLOWED(
            "`policy.recipients.allowed` is set, and the recipient is not in it",
            HOLD,
            "a list may contain a typing error"),
    TOO_LARGE(
            "the mail is larger than `policy.max-size`",
            HOLD,
            "the program might not accept it, but a person may need it"),
    UNKNOWN_ADDRESS(
            "the domain is the set's, and no alias has the address",
            HOLD,
            "an address that was forgotten in a migration gets its orders once its alias exists");

    private static final List<Rule> OF_VERDICTS =
            Stream.of(values()).filter(rule -> rule.check != null).toList();

    private final Verdicts.VerdictType check;
    private final Verdicts.Verdict verdict;
    private final String when;
    private final PolicyAction usual;
    private final String why;

    Rule(Verdicts.VerdictType check, Verdicts.Verdict verdict, PolicyAction usual, String why) {
        this(check, verdict, check.name().toLowerCase(Locale.ROOT) + "Verdict " + verdict, usual, why);
    }

    Rule(String when, PolicyAction usual, String why) {
        this(null, null, when, usual, why);
    }

    Rule(Verdicts.VerdictType check, Verdicts.Verdict verdict, String when, PolicyAction usual, String why) {
        this.check = check;
        this.verdict = verdict;
        this.when = when;
        this.usual = usual;
        this.why = why;
    }

    /** @return the rule's name in settings, timelines and headers */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String when() {
        return when;
    }

    public PolicyAction usual() {
        return usual;
    }

    public String why() {
        return why;
    }

    /** @return the rules of the verdicts, one for each check that did not pass */
    static List<Rule> of(Verdicts verdicts) {
        Rule ofDmarcFail = switch (verdicts.dmarcPolicy()) {
            case "reject" -> DMARC_FAIL_REJECT;
            case "quarantine" -> DMARC_FAIL_QUARANTINE;
            default -> DMARC_FAIL_NONE;
        };
        List<Rule> rules = new ArrayList<>();
        for (Rule rule : OF_VERDICTS) {
            if (verdicts.of(rule.check) == rule.verdict && (!rule.isOfDmarcFail() || rule == ofDmarcFail)) {
                rules.add(rule);
            }
        }
        return rules;
    }

    private boolean isOfDmarcFail() {
        return check == DMARC && verdict == FAIL;
    }
}
