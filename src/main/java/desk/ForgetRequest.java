package desk;

import java.time.Instant;
import java.util.List;

/**
 * The deliveries to forget: those of mails, of a tenant or of a recipient.
 *
 * @param mails ids of mails; empty if tenant or recipient is given
 * @param tenant name of the alias, or null
 * @param recipient envelope address, or null
 * @param set only deliveries of this set; null for any
 * @param since only deliveries received at or after this time
 * @param until only deliveries received before this time
 */
public record ForgetRequest(
        List<String> mails, String tenant, String recipient, String set, Instant since, Instant until) {}
