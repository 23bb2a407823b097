package settings;

import java.util.List;
import java.util.Optional;

/** Where replayed mail may lie beside the inboxes. */
public interface ReplaySettings {

    /** Where else {@code hikyaku replay} may put mails or find them: bucket or bucket/prefix. The folder replay/ beside each inbox needs no mention. */
    Optional<List<String>> folders();
}
