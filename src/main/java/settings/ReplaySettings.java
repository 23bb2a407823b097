package settings;

import java.util.List;
import java.util.Optional;

/** Where replayed mail may be, besides the inboxes. */
public interface ReplaySettings {

    /**
     * Further locations to which {@code hikyaku replay} may write mails, or from which it may read them: bucket or
     * bucket/prefix. The folder replay/ beside each inbox is always included.
     */
    Optional<List<String>> folders();
}
