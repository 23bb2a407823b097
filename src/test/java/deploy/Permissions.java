package deploy;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What roles may do by their own policies, evaluated as IAM does: a request is refused if no statement allows it, or if
 * one denies it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">policy evaluation logic</a>
 */
public record Permissions(Set<Grant> grants) {

    public static Permissions of(Rendering made, String... roles) {
        Set<Grant> grants = new LinkedHashSet<>();
        for (String role : roles) {
            made.statements(role)
                    .flatMap(statement -> Grant.of(role, statement))
                    .forEach(grants::add);
        }
        return new Permissions(grants);
    }

    public boolean allow(Ask ask) {
        return grants.stream().anyMatch(grant -> grant.allows() && grant.covers(ask))
                && grants.stream().noneMatch(grant -> !grant.allows() && grant.covers(ask));
    }

    public Permissions without(Grant removed) {
        return new Permissions(
                grants.stream().filter(grant -> !grant.equals(removed)).collect(Collectors.toSet()));
    }
}
