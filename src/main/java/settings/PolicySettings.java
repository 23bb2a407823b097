package settings;

import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Which mail the set's program receives. docs/policy.md has the rules and their default actions. */
public interface PolicySettings {

    /** Actions of rules that differ from the default: {@code spam-fail:hold,virus-fail:drop}. */
    Optional<List<String>> rules();

    /**
     * Lists of envelope senders. A sender can choose this address freely, so the list is no protection against
     * attackers.
     */
    AddressLists senders();

    AddressLists recipients();

    /** Maximum size of a mail in bytes; SES accepts mails of up to 40 MB. */
    @WithDefault("41943040")
    long maxSize();
}
