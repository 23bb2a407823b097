package settings;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The door to the pages, the console and its API. */
public interface DeskSettings {

    /** Who may come in, by name. Nobody: the door is shut. */
    Map<String, DeskUser> users();

    /** Host names that the desk is asked by, beside localhost and IP addresses: a load balancer's for instance. */
    Optional<Set<String>> hosts();
}
