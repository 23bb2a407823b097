package settings;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Access to the pages, the console and its API. */
public interface DeskSettings {

    /** The users who may log in, by name. Absent: no login succeeds. */
    Map<String, DeskUser> users();

    /** Host names under which the desk answers, besides localhost and IP addresses: a load balancer's for instance. */
    Optional<Set<String>> hosts();
}
