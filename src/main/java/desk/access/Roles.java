package desk.access;

import java.util.Locale;
import settings.DeskRole;

/**
 * The names of the roles, as in {@code @RolesAllowed} and in the claims of an identity provider. An operator also has
 * the viewer's role.
 */
public final class Roles {

    public static final String VIEWER = "viewer";
    public static final String OPERATOR = "operator";

    private Roles() {}

    static String of(DeskRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
