package desk.jmx;

import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.management.MBeanInfo;
import javax.management.ObjectName;
import org.jolokia.json.JSONObject;
import org.jolokia.server.core.service.api.DataUpdater;

/**
 * Tells the console which operations its user may call, in the format that Hawtio expects, so that it hides the other
 * buttons. If a bean has no permitted operation, its operations are removed. {@link JmxRestrictor} makes the actual
 * check.
 */
class OperationPermissions extends DataUpdater {

    private static final String OPERATIONS = "op";
    private static final String OPEN = "canInvoke";

    private final JmxRestrictor door;

    OperationPermissions(JmxRestrictor door) {
        super(0);
        this.door = door;
    }

    @Override
    public String getKey() {
        return OPEN;
    }

    @Override
    public void update(Map<String, Object> listed, ObjectName bean, MBeanInfo info, Deque<String> path) {
        if (!(listed.get(OPERATIONS) instanceof JSONObject operations)) {
            return;
        }
        JSONObject bySignature = new JSONObject();
        operations.forEach((name, overloads) -> {
            for (JSONObject operation : each(overloads)) {
                operation.put(OPEN, door.opens(bean, name));
                bySignature.put(name + signature(operation), operation);
            }
        });
        boolean any = operations.keySet().stream().anyMatch(name -> door.opens(bean, name));
        listed.put(OPEN, any);
        if (any) {
            listed.put("opByString", bySignature);
        } else {
            listed.remove(OPERATIONS);
        }
    }

    private static List<JSONObject> each(Object overloads) {
        return overloads instanceof List<?> several
                ? several.stream().map(JSONObject.class::cast).toList()
                : List.of((JSONObject) overloads);
    }

    private static String signature(JSONObject operation) {
        return ((List<?>) operation.get("args"))
                .stream()
                        .map(argument -> (String) ((JSONObject) argument).get("type"))
                        .collect(Collectors.joining(",", "(", ")"));
    }
}
