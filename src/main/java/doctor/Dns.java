package doctor;

import java.util.List;

/** What the domain name system says. */
interface Dns {

    /**
     * @return hosts that take the domain's mail, lower case and without the last dot, the preferred ones first; empty if
     *     the domain has none
     */
    List<MailHost> mailHosts(String domain);

    /** @return what the name is an alias of, lower case and without the last dot; empty if it is none */
    List<String> alias(String name);

    /** @param preference the lower, the sooner (RFC 5321, 5.1) */
    record MailHost(int preference, String name) {}
}
