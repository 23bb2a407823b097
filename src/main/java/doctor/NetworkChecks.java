package doctor;

import doctor.Workload.Network;
import doctor.aws.NotAsked;
import doctor.aws.Vpc;
import doctor.aws.XmlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks the path from a task to the services it needs: subnets, security groups, outbound routes. */
final class NetworkChecks {

    static final Arrow SUBNETS = Arrow.of(
            "subnets",
            "the tasks' subnets exist, in one VPC, with free addresses",
            "name subnets that exist and have free addresses (hikyaku.sets.NAME.subnets)",
            "aws ec2 describe-subnets --subnet-ids SUBNETS",
            "ec2:DescribeSubnets");
    static final Arrow SECURITY_GROUPS = Arrow.of(
            "security-groups",
            "the tasks' security groups exist in that VPC, and allow outbound HTTPS",
            "allow outbound port 443 in one of the groups",
            "aws ec2 describe-security-groups --group-ids GROUPS",
            "ec2:DescribeSecurityGroups");
    static final Arrow WAY_OUT = Arrow.of(
            "way-out",
            "each subnet has a route to ECR, SQS, ECS, logs, DynamoDB and S3: a NAT gateway, an internet gateway "
                    + "with public addresses, or endpoints",
            "add a default route to a NAT gateway, or give tasks a public address (public-ip), or create the endpoint",
            "aws ec2 describe-route-tables --filters Name=association.subnet-id,Values=SUBNETS",
            "ec2:DescribeRouteTables",
            "ec2:DescribeNatGateways",
            "ec2:DescribeVpcEndpoints");

    static final List<Arrow> ARROWS = List.of(SUBNETS, SECURITY_GROUPS, WAY_OUT);

    private static final String ANYWHERE = "0.0.0.0/0";
    private static final int HTTPS = 443;

    private final Installation installation;
    private final Workloads workloads;
    private final Vpc vpc;

    NetworkChecks(Installation installation, Workloads workloads, Vpc vpc) {
        this.installation = installation;
        this.workloads = workloads;
        this.vpc = vpc;
    }

    Stream<Check> all() {
        List<Check> checks = new ArrayList<>();
        for (Workload workload : workloads.all()) {
            String subject = workload.subject();
            Scope scope = workload.scope();
            List<String> before =
                    List.of(workload.isPipeline() ? TaskChecks.SERVICE.name() : AccountChecks.CREDENTIALS.name());
            List<String> after = List.of(Arrow.named(SUBNETS.name(), subject));
            checks.add(new Check(
                    SUBNETS,
                    scope,
                    subject,
                    before,
                    () -> subnets(workload.network().get())));
            checks.add(new Check(
                    SECURITY_GROUPS,
                    scope,
                    subject,
                    after,
                    () -> groups(workload.network().get())));
            checks.add(new Check(
                    WAY_OUT,
                    scope,
                    subject,
                    after,
                    () -> wayOut(workload.network().get())));
        }
        return checks.stream();
    }

    private Optional<String> subnets(Network network) {
        if (network.subnets().isEmpty()) {
            return Optional.of("the settings name no subnet, and Fargate needs one");
        }
        List<XmlNode> found = vpc.subnets(network.subnets());
        if (found.isEmpty()) {
            return Optional.of("a subnet of " + network.subnets() + " does not exist");
        }
        Set<String> vpcs = found.stream().map(one -> one.text("vpcId")).collect(Collectors.toSet());
        if (vpcs.size() > 1) {
            return Optional.of("the subnets are in several VPCs: " + vpcs);
        }
        return found.stream()
                .filter(one -> one.text("availableIpAddressCount").equals("0"))
                .findFirst()
                .map(one -> one.text("subnetId") + " has no address left");
    }

    private Optional<String> groups(Network network) {
        if (network.securityGroups().isEmpty()) {
            throw NotAsked.onPurpose("the settings name no group: tasks have the VPC's default group");
        }
        List<XmlNode> found = vpc.securityGroups(network.securityGroups());
        if (found.isEmpty()) {
            return Optional.of("a group of " + network.securityGroups() + " does not exist");
        }
        String own = vpcOf(network);
        Optional<XmlNode> foreign =
                found.stream().filter(one -> !one.text("vpcId").equals(own)).findFirst();
        if (foreign.isPresent()) {
            return foreign.map(one -> one.text("groupId") + " is in another VPC than the subnets");
        }
        return found.stream()
                        .flatMap(one -> one.all("ipPermissionsEgress", "item"))
                        .anyMatch(NetworkChecks::letsHttpsOut)
                ? Optional.empty()
                : Optional.of("none of " + network.securityGroups() + " lets HTTPS out");
    }

    /** Whether the rule allows HTTPS to some destination; the addresses of services are not checked here. */
    private static boolean letsHttpsOut(XmlNode rule) {
        String protocol = rule.text("ipProtocol");
        if (protocol.equals("-1")) {
            return true;
        }
        return protocol.equals("tcp")
                && Integer.parseInt("0" + rule.text("fromPort")) <= HTTPS
                && Integer.parseInt("0" + rule.text("toPort")) >= HTTPS;
    }

    private Optional<String> wayOut(Network network) {
        for (String subnet : network.subnets()) {
            XmlNode table = vpc.routeTable(subnet, vpcOf(network))
                    .orElseThrow(() -> NotAsked.because(subnet + " has no route table that can be seen"));
            Optional<XmlNode> out = table.all("routeSet", "item")
                    .filter(route -> route.text("destinationCidrBlock").equals(ANYWHERE))
                    .findFirst();
            Optional<String> fault = out.isPresent()
                    ? byRoute(subnet, out.get(), network)
                    : byEndpoints(subnet, table.text("routeTableId"), network);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private Optional<String> byRoute(String subnet, XmlNode route, Network network) {
        String nat = route.text("natGatewayId");
        if (route.text("state").equals("blackhole")) {
            return Optional.of("the default route of " + subnet + " is a blackhole: its target does not exist");
        }
        if (route.text("gatewayId").startsWith("igw-") && !network.publicIp()) {
            return Optional.of(subnet + " leads to an internet gateway, and tasks there have no public address");
        }
        return nat.isEmpty() || vpc.isAvailable(nat)
                ? Optional.empty()
                : Optional.of("the NAT gateway " + nat + " of " + subnet + " is not available");
    }

    private Optional<String> byEndpoints(String subnet, String routeTable, Network network) {
        List<XmlNode> endpoints = vpc.endpoints(vpcOf(network));
        return Stream.of("ecr.api", "ecr.dkr", "sqs", "ecs", "logs", "dynamodb", "s3")
                .filter(service -> endpoints.stream().noneMatch(one -> leadsTo(one, service, routeTable)))
                .findFirst()
                .map(service -> "%s has no default route, and no endpoint leads to %s".formatted(subnet, service));
    }

    private boolean leadsTo(XmlNode endpoint, String service, String routeTable) {
        boolean available = endpoint.text("state").equalsIgnoreCase("available")
                && endpoint.text("serviceName").equals("com.amazonaws." + installation.region() + "." + service);
        boolean gateway = endpoint.text("vpcEndpointType").equals("Gateway");
        return available
                && (!gateway
                        || endpoint.all("routeTableIdSet", "item")
                                .anyMatch(id -> id.text().equals(routeTable)));
    }

    private String vpcOf(Network network) {
        return vpc.subnets(network.subnets()).get(0).text("vpcId");
    }
}
