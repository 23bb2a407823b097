package settings;

import java.util.List;
import java.util.Optional;

/**
 * Address patterns: {@code user@domain}, {@code @domain}, {@code @.domain} for all its subdomains, {@code <>} for the
 * empty sender.
 */
public interface AddressLists {

    /** Mail with one of these addresses is not allowed. */
    Optional<List<String>> denied();

    /** If set, only mail with one of these addresses is allowed. */
    Optional<List<String>> allowed();
}
