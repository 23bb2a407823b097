package doctor;

import java.util.List;

/** The domain name system. */
interface Dns {

    /**
     * @return the domain's MX hosts, lower case and without the last dot, the preferred ones first; empty if there are
     *     none
     */
    List<MailHost> mailHosts(String domain);

    /** @return the name's CNAME target, lower case and without the last dot; empty if it has none */
    List<String> alias(String name);

    /** @param preference the lower value is tried first (RFC 5321, 5.1) */
    record MailHost(int preference, String name) {}
}
