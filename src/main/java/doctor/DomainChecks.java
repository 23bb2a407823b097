package doctor;

import doctor.Dns.MailHost;
import doctor.aws.AwsService;
import doctor.aws.BucketLookup;
import doctor.aws.Calls;
import doctor.aws.NotAsked;
import doctor.aws.XmlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import settings.MailSet;

/** Checks the path from a sender's mail server to SES: each domain of each set. */
final class DomainChecks {

    static final Arrow MAIL_ACCOUNT = Arrow.of(
            "mail-account",
            "the mail bucket belongs to the caller's account; otherwise SES is in another account, and must be checked with its credentials",
            "run the command again with credentials of that account",
            "hikyaku doctor --for mail",
            "s3:ListBucket");
    static final Arrow IDENTITY = Arrow.of(
            "identity",
            "SES has verified the domain or a parent domain; it receives mail for no other",
            "put the domain's DKIM records into its DNS, or create its identity",
            "terraform output dns_records",
            "ses:GetIdentityVerificationAttributes");
    static final Arrow DKIM = Arrow.of(
            "dkim",
            "the domain's DNS has the DKIM records that SES has generated",
            "put the records into the domain's DNS; without them SES revokes the verification",
            "terraform output dns_records",
            "ses:GetIdentityDkimAttributes");
    static final Arrow MX = Arrow.of(
            "mx",
            "the domain's preferred MX is SES in its region; not checked for sets in shadow mode",
            "change the domain's MX, which redirects its mail; before that day, use --skip mx",
            "terraform output dns_records");

    static final List<Arrow> ARROWS = List.of(MAIL_ACCOUNT, IDENTITY, DKIM, MX);

    private static final int IDENTITIES_OF_A_CALL = 100;

    private final Installation installation;
    private final Calls calls;
    private final BucketLookup buckets;
    private final Dns dns;

    DomainChecks(Installation installation, Calls calls, BucketLookup buckets, Dns dns) {
        this.installation = installation;
        this.calls = calls;
        this.buckets = buckets;
        this.dns = dns;
    }

    Stream<Check> all() {
        Stream<Check> account = Stream.of(
                new Check(MAIL_ACCOUNT, Scope.MAIL, "", List.of(AccountChecks.CREDENTIALS.name()), this::mailAccount));
        return Stream.concat(account, installation.sets().values().stream().flatMap(this::of));
    }

    private Stream<Check> of(MailSet set) {
        return set.domains().stream()
                .sorted()
                .flatMap(domain -> Stream.of(
                        new Check(IDENTITY, Scope.MAIL, domain, List.of(MAIL_ACCOUNT.name()), () -> identity(domain)),
                        new Check(
                                DKIM,
                                Scope.MAIL,
                                domain,
                                List.of(Arrow.named(IDENTITY.name(), domain)),
                                () -> dkim(domain)),
                        new Check(MX, Scope.MAIL, domain, List.of(), () -> mx(domain, set.shadow()))));
    }

    private Optional<String> mailAccount() {
        for (String bucket : installation.mailBuckets()) {
            if (buckets.isForeign(bucket)) {
                throw NotAsked.because("bucket " + bucket
                        + " belongs to another account: hikyaku doctor --for mail, with credentials of that account");
            }
        }
        return Optional.empty();
    }

    private Optional<String> identity(String domain) {
        List<String> names = new ArrayList<>();
        for (String name = domain; name.indexOf('.') > 0; name = name.substring(name.indexOf('.') + 1)) {
            names.add(name);
        }
        XmlNode answer = asked("GetIdentityVerificationAttributes", names);
        Map<String, String> statuses = new HashMap<>();
        answer.all("VerificationAttributes", "entry")
                .forEach(entry -> statuses.put(entry.text("key"), entry.text("value", "VerificationStatus")));
        if (statuses.containsValue("Success")) {
            return Optional.empty();
        }
        return Optional.of(
                statuses.containsKey(domain)
                        ? "its verification is " + statuses.get(domain)
                        : "SES in " + installation.mailRegion() + " has no identity for it");
    }

    private Optional<String> dkim(String domain) {
        XmlNode own = asked("GetIdentityDkimAttributes", List.of(domain))
                .all("DkimAttributes", "entry")
                .filter(entry -> entry.text("key").equals(domain))
                .findFirst()
                .flatMap(entry -> entry.first("value"))
                .orElseThrow(() -> NotAsked.onPurpose("a parent domain is the identity"));
        List<String> tokens = own.all("DkimTokens", "member").map(XmlNode::text).toList();
        if (tokens.isEmpty()) {
            throw NotAsked.onPurpose("SES signs nothing for it");
        }
        return tokens.stream()
                .filter(token -> !dns.alias(token + "._domainkey." + domain).contains(token + ".dkim.amazonses.com"))
                .findFirst()
                .map(token -> "DNS has no record " + token + "._domainkey." + domain);
    }

    private XmlNode asked(String action, List<String> domains) {
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < Math.min(domains.size(), IDENTITIES_OF_A_CALL); i++) {
            parameters.put("Identities.member." + (i + 1), domains.get(i));
        }
        return calls.query(AwsService.SES, installation.mailRegion(), action, parameters);
    }

    private Optional<String> mx(String domain, boolean shadow) {
        if (shadow) {
            throw NotAsked.onPurpose("the set is in shadow mode: the old mail server has the MX");
        }
        String ses = "inbound-smtp." + installation.mailRegion() + ".amazonaws.com";
        List<MailHost> hosts = dns.mailHosts(domain);
        if (hosts.isEmpty()) {
            return Optional.of("DNS has no MX record for it");
        }
        int preferred = hosts.get(0).preference();
        boolean whole = hosts.stream()
                .anyMatch(host -> host.preference() == preferred && host.name().equals(ses));
        return whole
                ? Optional.empty()
                : Optional.of("its preferred MX is " + hosts.get(0).name() + ", and SES is " + ses);
    }
}
