package doctor.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** EC2's description of a network; each request is sent once. */
public final class Vpc {

    private final Calls calls;
    private final String region;
    private final Map<String, Once<XmlNode>> known = new HashMap<>();

    public Vpc(Calls calls, String region) {
        this.calls = calls;
        this.region = region;
    }

    /** @return the descriptions of the subnets; empty if one of the subnets does not exist */
    public List<XmlNode> subnets(List<String> ids) {
        return orNone("DescribeSubnets", numbered("SubnetId", ids), "subnetSet");
    }

    /** @return the descriptions of the groups; empty if one of the groups does not exist */
    public List<XmlNode> securityGroups(List<String> ids) {
        return orNone("DescribeSecurityGroups", numbered("GroupId", ids), "securityGroupInfo");
    }

    /** @return the subnet's own route table, or else the VPC's main one */
    public Optional<XmlNode> routeTable(String subnet, String vpc) {
        List<XmlNode> tables = asked("DescribeRouteTables", filter("vpc-id", vpc))
                .all("routeTableSet", "item")
                .toList();
        return Stream.concat(
                        tables.stream().filter(table -> has(table, "subnetId", subnet)),
                        tables.stream().filter(table -> has(table, "main", "true")))
                .findFirst();
    }

    private static boolean has(XmlNode table, String field, String value) {
        return table.all("associationSet", "item")
                .anyMatch(one -> one.text(field).equals(value));
    }

    /** @return the first page of the VPC's endpoints, which has up to 1000 */
    public List<XmlNode> endpoints(String vpc) {
        return asked("DescribeVpcEndpoints", filter("vpc-id", vpc))
                .all("vpcEndpointSet", "item")
                .toList();
    }

    public boolean isAvailable(String natGateway) {
        return orNone("DescribeNatGateways", Map.of("NatGatewayId.1", natGateway), "natGatewaySet").stream()
                .anyMatch(one -> one.text("state").equals("available"));
    }

    private List<XmlNode> orNone(String action, Map<String, String> parameters, String field) {
        try {
            return asked(action, parameters).all(field, "item").toList();
        } catch (AwsRefusal e) {
            // InvalidSubnetID.NotFound, InvalidGroup.NotFound, NatGatewayNotFound …; Malformed for a malformed id
            if (e.isNotFound() || e.code().endsWith("Malformed")) {
                return List.of();
            }
            throw e;
        }
    }

    private XmlNode asked(String action, Map<String, String> parameters) {
        return known.computeIfAbsent(
                        action + parameters,
                        question -> new Once<>(() -> calls.query(AwsService.EC2, region, action, parameters)))
                .get();
    }

    private static Map<String, String> numbered(String name, List<String> ids) {
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            parameters.put(name + "." + (i + 1), ids.get(i));
        }
        return parameters;
    }

    private static Map<String, String> filter(String name, String value) {
        return Map.of("Filter.1.Name", name, "Filter.1.Value.1", value);
    }
}
