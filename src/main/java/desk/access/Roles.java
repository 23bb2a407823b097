package desk.access;

import java.util.Locale;
import settings.DeskRole;

/** The roles' names, as they stand in {@code @RolesAllowed} and in what an identity provider says. An operator is a viewer too. */
public final class Roles {

    public static final String VIEWER = "viewer";
    public static final String OPERATOR = "operator";

    private Roles() {}

    static String of(DeskRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
