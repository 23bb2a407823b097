package settings;

import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Which mail the set's program is to have. docs/policy.md has the rules, and what is usual. */
public interface PolicySettings {

    /** What is done where a rule applies, if not the usual: {@code spam-fail:hold,virus-fail:drop}. */
    Optional<List<String>> rules();

    /** Of envelope senders. The sender chooses that address himself: it keeps nobody out who wants in. */
    AddressLists senders();

    AddressLists recipients();

    /** Bytes; SES takes mails of up to 40 MB. */
    @WithDefault("41943040")
    long maxSize();
}
