package doctor;

import doctor.aws.XmlNode;
import java.util.List;
import mail.S3Prefix;

/**
 * The parts of an SES receipt rule that are checked.
 *
 * @param recipients empty if the rule matches all
 * @param actions the rule's actions, in their order
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/receiving-email-concepts.html">receipt rules</a>
 */
record ReceiptRule(
        String name,
        boolean enabled,
        boolean requiresTls,
        boolean scans,
        List<String> recipients,
        List<Action> actions) {

    private static final String S3 = "S3Action";

    /**
     * @param kind the type of action: S3Action, StopAction …
     * @param place location of an S3 action; else null
     * @param topic the topic of an S3 action; else empty
     * @param key the key with which SES encrypts in an S3 action; else empty
     * @param role the role with which SES stores in an S3 action; else empty
     */
    record Action(String kind, S3Prefix place, String topic, String key, String role) {

        boolean stops() {
            return kind.equals("StopAction") || kind.equals("BounceAction");
        }
    }

    static ReceiptRule of(XmlNode rule) {
        return new ReceiptRule(
                rule.text("Name"),
                rule.text("Enabled").equals("true"),
                rule.text("TlsPolicy").equals("Require"),
                rule.text("ScanEnabled").equals("true"),
                rule.all("Recipients", "member").map(XmlNode::text).toList(),
                rule.all("Actions", "member")
                        .flatMap(action -> action.children().stream())
                        .map(ReceiptRule::action)
                        .toList());
    }

    private static Action action(XmlNode action) {
        S3Prefix place = action.name().equals(S3)
                ? S3Prefix.of(action.text("BucketName") + "/" + action.text("ObjectKeyPrefix"))
                : null;
        return new Action(
                action.name(), place, action.text("TopicArn"), action.text("KmsKeyArn"), action.text("IamRoleArn"));
    }

    /**
     * @return whether the rule matches all mail to the domain; a recipient that begins with a dot matches subdomains
     */
    boolean takes(String domain) {
        return recipients.isEmpty()
                || recipients.stream()
                        .anyMatch(recipient -> recipient.equalsIgnoreCase(domain)
                                || recipient.startsWith(".")
                                        && ("." + domain).endsWith(recipient)
                                        && !("." + domain).equals(recipient));
    }

    /** @return whether the rule matches any mail to the domain */
    boolean takesSomeOf(String domain) {
        return takes(domain) || recipients.stream().anyMatch(recipient -> recipient.endsWith("@" + domain));
    }

    boolean stops() {
        return actions.stream().anyMatch(Action::stops);
    }

    boolean storesAt(S3Prefix inbox) {
        return actions.stream().anyMatch(action -> inbox.equals(action.place()));
    }
}
