package settings;

import java.util.List;
import java.util.Optional;

/** Addresses: {@code user@domain}, {@code @domain}, {@code @.domain} for all below it, {@code <>} for the empty sender. */
public interface AddressLists {

    /** Mail of one of these is not allowed. */
    Optional<List<String>> denied();

    /** If there is one, whoever is not in it is not allowed. */
    Optional<List<String>> allowed();
}
