package doctor;

import doctor.NeededPermissions.Need;
import doctor.aws.AwsService;
import doctor.aws.Calls;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** IAM roles. IAM itself evaluates their policies. */
final class RoleLookup {

    private final Calls calls;
    private final String region;

    RoleLookup(Calls calls, String region) {
        this.calls = calls;
        this.region = region;
    }

    /** @return the trust policy, as IAM encodes it */
    String trust(String name) {
        return calls.query(AwsService.IAM, region, "GetRole", Map.of("RoleName", name))
                .text("Role", "AssumeRolePolicyDocument");
    }

    /** @return the first action that the role may not do, in words; empty if it may do all */
    Optional<String> refused(String role, List<Need> needs) {
        return needs.stream().flatMap(need -> refused(role, need).stream()).findFirst();
    }

    private Optional<String> refused(String role, Need need) {
        Map<String, String> parameters = new HashMap<>(Map.of("PolicySourceArn", role));
        for (int i = 0; i < need.actions().size(); i++) {
            parameters.put("ActionNames.member." + (i + 1), need.actions().get(i));
        }
        for (int i = 0; i < need.resources().size(); i++) {
            parameters.put("ResourceArns.member." + (i + 1), need.resources().get(i));
        }
        int entry = 0;
        for (Map.Entry<String, List<String>> key : need.context().entrySet()) {
            String prefix = "ContextEntries.member." + ++entry + ".";
            List<String> values = key.getValue();
            parameters.put(prefix + "ContextKeyName", key.getKey());
            parameters.put(prefix + "ContextKeyType", need.isList(key.getKey()) ? "stringList" : "string");
            for (int i = 0; i < values.size(); i++) {
                parameters.put(prefix + "ContextKeyValues.member." + (i + 1), values.get(i));
            }
        }
        return calls.query(AwsService.IAM, region, "SimulatePrincipalPolicy", parameters)
                .all("EvaluationResults", "member")
                .filter(result -> !result.text("EvalDecision").equals("allowed"))
                .findFirst()
                .map(result -> result.text("EvalActionName") + " on " + result.text("EvalResourceName"));
    }
}
