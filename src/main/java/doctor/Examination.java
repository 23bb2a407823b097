package doctor;

import doctor.aws.AwsRefusal;
import doctor.aws.NotAsked;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs one check after another. A check is skipped if it depends on one that is broken or was not checked. */
record Examination(Set<Scope> scopes, Set<String> skipped) {

    Diagnosis of(List<Check> checks) {
        Map<String, CheckResult> results = new LinkedHashMap<>();
        checks.stream()
                .filter(check -> check.scope() == Scope.ALL || scopes.contains(check.scope()))
                .forEach(check -> results.put(check.name(), result(check, results)));
        return Diagnosis.of(new ArrayList<>(results.values()));
    }

    private CheckResult result(Check check, Map<String, CheckResult> before) {
        if (skipped.contains(check.arrow().name()) || skipped.contains(check.name())) {
            return CheckResult.skipped(check, "--skip");
        }
        Optional<String> obstacle = check.after().stream()
                .filter(name -> before.containsKey(name) && !before.get(name).leadsOn())
                .findFirst();
        if (obstacle.isPresent()) {
            return CheckResult.notAsked(check, "it depends on " + obstacle.get());
        }
        try {
            return check.probe()
                    .fault()
                    .map(fault -> CheckResult.broken(check, fault))
                    .orElseGet(() -> CheckResult.whole(check));
        } catch (NotAsked e) {
            return e.isOnPurpose()
                    ? CheckResult.skipped(check, e.getMessage())
                    : CheckResult.notAsked(check, e.getMessage());
        } catch (AwsRefusal e) {
            return CheckResult.notAsked(check, e.getMessage());
        }
    }
}
