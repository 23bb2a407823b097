package doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import deploy.Ask;
import deploy.Permissions;
import doctor.aws.PolicyDocument;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * AWS as the doctor calls it. Every service is on one port and identified by the request's signature, with the answers
 * of an {@link AwsAccount}. Only reads: any other request gets an error.
 */
public final class AccountDoor implements AutoCloseable {

    private static final Pattern SCOPE = Pattern.compile("Credential=([^/]+)/\\d+/([^/]+)/([^/]+)/");

    static {
        // otherwise each answer waits 40 ms until the caller acknowledges its headers
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Callers that get a credentials error. */
    static final String STRANGER = "STRANGER";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Permissions permissions;
    private final Set<String> asked = java.util.concurrent.ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> unknown = new ConcurrentLinkedQueue<>();
    private volatile AwsAccount account;

    public AccountDoor(int port, Permissions permissions, AwsAccount account) throws IOException {
        this.permissions = permissions;
        this.account = account;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void become(AwsAccount account) {
        this.account = account;
    }

    /** @return service:Operation of every request so far */
    Set<String> asked() {
        return asked;
    }

    /** @return requests for which no answer is defined */
    List<String> unknown() {
        return List.copyOf(unknown);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** An error in the service's format. */
    private static final class Refused extends RuntimeException {
        private final int status;
        private final String code;

        Refused(int status, String code) {
            this.status = status;
            this.code = code;
        }
    }

    private record Question(
            String caller, String region, String service, String operation, JsonNode input, Map<String, String> form) {}

    private void answer(HttpExchange http) throws IOException {
        String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher scope = SCOPE.matcher(String.valueOf(http.getRequestHeaders().getFirst("Authorization")));
        if (!scope.find()) {
            send(http, 403, "<ErrorResponse><Error><Code>MissingAuthenticationToken</Code></Error></ErrorResponse>");
            return;
        }
        String service = scope.group(3);
        if (account.at("/silent").asText().equals(service)) {
            return; // the caller's time limit ends the exchange
        }
        if (service.equals("s3")) {
            new BucketAnswers(account, asked).answer(http);
            return;
        }
        String target = http.getRequestHeaders().getFirst("X-Amz-Target");
        boolean isJson = target != null;
        Map<String, String> form = isJson ? Map.of() : form(body);
        String operation = isJson ? target.substring(target.indexOf('.') + 1) : form.get("Action");
        Question question = new Question(
                scope.group(1),
                scope.group(2),
                service.equals("monitoring") ? "cloudwatch" : service,
                operation,
                isJson ? AwsAccount.JSON.readTree(body) : null,
                form);
        asked.add(question.service() + ":" + operation);
        try {
            JsonNode answer = answer(question);
            send(http, 200, isJson ? answer.toString() : xml(operation, service, answer));
        } catch (Refused e) {
            send(http, e.status, isJson ? error(e.code).toString() : xmlError(service, e.code));
        }
    }

    private static ObjectNode error(String code) {
        return object().put("__type", "com.amazonaws#" + code).put("message", "told to");
    }

    private static String xmlError(String service, String code) {
        String error = "<Error><Code>" + code + "</Code><Message>told to</Message></Error>";
        return service.equals("ec2")
                ? "<Response><Errors>" + error + "</Errors></Response>"
                : "<ErrorResponse>" + error + "</ErrorResponse>";
    }

    private JsonNode answer(Question question) {
        String name = question.service() + ":" + question.operation();
        if (question.caller().equals(STRANGER)) {
            throw new Refused(403, "InvalidClientTokenId");
        }
        for (JsonNode denied : account.at("/denied")) {
            if (denied.asText().equals(name)) {
                throw new Refused(question.form().isEmpty() ? 400 : 403, denial(question.service()));
            }
        }
        String region =
                Set.of("ses", "sns", "kms", "iam").contains(question.service()) ? "us-east-1" : "ap-northeast-1";
        if (!question.region().equals(region)) {
            throw new Refused(400, "WrongRegion");
        }
        return switch (question.service()) {
            case "sts" ->
                object().put("Account", account.at("/id").asText())
                        .put("Arn", "arn:aws:sts::1:assumed-role/operator/x");
            case "ses" -> ses(question);
            case "sns" -> sns(question);
            case "iam" -> iam(question);
            case "ec2" -> ec2(question);
            case "cloudwatch" -> alarms(question.form());
            case "kms" -> kms(question);
            case "sqs" -> queue(question.input());
            case "dynamodb" -> table(question);
            case "ecs" -> ecs(question);
            case "ecr" -> image(question.input());
            case "events" -> events(question);
            case "logs" -> logGroups();
            case "servicequotas" -> quota(question.input());
            default -> throw unknown(question);
        };
    }

    private static String denial(String service) {
        return switch (service) {
            case "ec2" -> "UnauthorizedOperation";
            case "sns" -> "AuthorizationError";
            case "ses", "iam", "cloudwatch", "sts" -> "AccessDenied";
            default -> "AccessDeniedException";
        };
    }

    private Refused unknown(Question question) {
        unknown.add(question.service() + ":" + question.operation());
        return new Refused(400, "UnknownOperationException");
    }

    private JsonNode ses(Question question) {
        return switch (question.operation()) {
            case "DescribeActiveReceiptRuleSet" ->
                account.at("/ruleSet").isMissingNode() ? object() : account.at("/ruleSet");
            case "GetIdentityVerificationAttributes" ->
                object().set("VerificationAttributes", entries(question.form(), "VerificationStatus"));
            case "GetIdentityDkimAttributes" -> object().set("DkimAttributes", entries(question.form(), "DkimTokens"));
            default -> throw unknown(question);
        };
    }

    /** A map of the Query protocol: entries with key and value. */
    private JsonNode entries(Map<String, String> form, String field) {
        ArrayNode entries = array("entry");
        members(form, "Identities").forEach(name -> {
            JsonNode identity = account.at("/identities").path(name);
            if (identity.has(field)) {
                ObjectNode entry = entries.addObject().put("key", name);
                entry.putObject("value").set(field, identity.path(field));
            }
        });
        return object().set("entry", entries);
    }

    private JsonNode sns(Question question) {
        return switch (question.operation()) {
            case "GetTopicAttributes" ->
                attributes(there(account.at("/topics"), question.form().get("TopicArn"), "NotFound"));
            case "GetSubscriptionAttributes" -> {
                for (JsonNode one : account.at("/subscriptions")) {
                    if (one.path("SubscriptionArn")
                            .asText()
                            .equals(question.form().get("SubscriptionArn"))) {
                        yield attributes(one);
                    }
                }
                throw new Refused(404, "NotFound");
            }
            case "ListSubscriptionsByTopic" -> {
                ArrayNode found = array("member");
                account.at("/subscriptions").forEach(found::add);
                yield object().set("Subscriptions", found);
            }
            default -> throw unknown(question);
        };
    }

    private static JsonNode attributes(JsonNode resource) {
        ArrayNode entries = array("entry");
        resource.properties().forEach(one -> {
            String text = text(one.getValue());
            if (!text.isEmpty()) {
                entries.addObject().put("key", one.getKey()).put("value", text);
            }
        });
        return object().set("Attributes", object().set("entry", entries));
    }

    private JsonNode iam(Question question) {
        return switch (question.operation()) {
            case "GetRole" -> {
                JsonNode role = there(account.at("/roles"), question.form().get("RoleName"), "NoSuchEntity");
                String trust = role.path("AssumeRolePolicyDocument").toString();
                yield object().set(
                                "Role",
                                object().put(
                                                "AssumeRolePolicyDocument",
                                                java.net.URLEncoder.encode(trust, StandardCharsets.UTF_8)));
            }
            case "SimulatePrincipalPolicy" -> simulated(question.form());
            default -> throw unknown(question);
        };
    }

    private JsonNode simulated(Map<String, String> form) {
        String role = form.get("PolicySourceArn").replaceFirst(".*/", "");
        Map<String, Set<String>> context = new HashMap<>();
        for (int i = 1; form.containsKey("ContextEntries.member." + i + ".ContextKeyName"); i++) {
            String entry = "ContextEntries.member." + i + ".";
            context.put(form.get(entry + "ContextKeyName"), new HashSet<>(members(form, entry + "ContextKeyValues")));
        }
        ArrayNode results = array("member");
        for (String action : members(form, "ActionNames")) {
            for (String resource : members(form, "ResourceArns")) {
                boolean lost = PolicyDocument.texts(
                                account.at("/roles").path(role).path("lost"))
                        .anyMatch(action::equals);
                boolean allowed = !lost
                        && (permissions.allow(new Ask(role, action, resource, context)) || isEcsOwn(role, action));
                results.addObject()
                        .put("EvalActionName", action)
                        .put("EvalResourceName", resource)
                        .put("EvalDecision", allowed ? "allowed" : "implicitDeny");
            }
        }
        return object().set("EvaluationResults", results);
    }

    /** AmazonECSTaskExecutionRolePolicy belongs to AWS, so no rendering contains it. */
    private static boolean isEcsOwn(String role, String action) {
        return role.equals("hikyaku-execution") && action.matches("ecr:.*|logs:.*");
    }

    private JsonNode ec2(Question question) {
        Map<String, String> form = question.form();
        return switch (question.operation()) {
            case "DescribeSubnets" ->
                items("subnetSet", named(form, "SubnetId", "/subnets", "InvalidSubnetID.NotFound"));
            case "DescribeSecurityGroups" ->
                items("securityGroupInfo", named(form, "GroupId", "/securityGroups", "InvalidGroup.NotFound"));
            case "DescribeRouteTables" -> items("routeTableSet", account.at("/routeTables"));
            case "DescribeVpcEndpoints" -> items("vpcEndpointSet", account.at("/endpoints"));
            case "DescribeNatGateways" -> {
                String id = form.get("NatGatewayId.1");
                String state = there(account.at("/natGateways"), id, "NatGatewayNotFound")
                        .asText();
                yield items(
                        "natGatewaySet",
                        array("item").add(object().put("natGatewayId", id).put("state", state)));
            }
            default -> throw unknown(question);
        };
    }

    private ArrayNode named(Map<String, String> form, String parameter, String section, String otherwise) {
        ArrayNode found = array("item");
        for (int i = 1; form.containsKey(parameter + "." + i); i++) {
            found.add(there(account.at(section), form.get(parameter + "." + i), otherwise));
        }
        return found;
    }

    private static ObjectNode items(String field, JsonNode all) {
        return object().set(field, all);
    }

    private JsonNode alarms(Map<String, String> form) {
        ArrayNode found = array("member");
        for (JsonNode alarm : account.at("/alarms")) {
            if (alarm.path("MetricName").asText().equals(form.get("MetricName"))
                    && alarm.path("QueueName").asText().equals(form.get("Dimensions.member.1.Value"))) {
                found.add(alarm);
            }
        }
        return object().set("MetricAlarms", found);
    }

    private JsonNode kms(Question question) {
        JsonNode key = there(account.at("/keys"), question.input().path("KeyId").asText(), "NotFoundException");
        return switch (question.operation()) {
            case "DescribeKey" ->
                object().set(
                                "KeyMetadata",
                                object().put(
                                                "KeyId",
                                                question.input().path("KeyId").asText())
                                        .put(
                                                "Arn",
                                                question.input().path("KeyId").asText())
                                        .put("KeyState", key.path("KeyState").asText())
                                        .put(
                                                "KeyManager",
                                                key.path("KeyManager").asText()));
            case "GetKeyPolicy" -> object().put("Policy", key.path("policy").toString());
            default -> throw unknown(question);
        };
    }

    private JsonNode queue(JsonNode input) {
        String url = input.path("QueueUrl").asText();
        JsonNode queue = there(account.at("/queues"), url.substring(url.lastIndexOf('/') + 1), "QueueDoesNotExist");
        ObjectNode attributes = object();
        queue.properties().forEach(one -> attributes.put(one.getKey(), text(one.getValue())));
        return object().set("Attributes", attributes);
    }

    private JsonNode table(Question question) {
        String name = question.input().path("TableName").asText();
        JsonNode table = there(account.at("/tables"), name, "ResourceNotFoundException");
        return switch (question.operation()) {
            case "DescribeTable" -> object().set("Table", table.path("Table"));
            case "DescribeTimeToLive" -> object().set("TimeToLiveDescription", table.path("TimeToLiveDescription"));
            case "DescribeContinuousBackups" -> {
                ObjectNode answer = object();
                answer.putObject("ContinuousBackupsDescription")
                        .putObject("PointInTimeRecoveryDescription")
                        .put(
                                "PointInTimeRecoveryStatus",
                                table.path("PointInTimeRecoveryStatus").asText());
                yield answer;
            }
            default -> throw unknown(question);
        };
    }

    private JsonNode ecs(Question question) {
        JsonNode input = question.input();
        return switch (question.operation()) {
            case "DescribeServices" -> listed("services", input.path("services"));
            case "DescribeClusters" -> listed("clusters", input.path("clusters"));
            case "DescribeTaskDefinition" -> {
                String family = input.path("taskDefinition")
                        .asText()
                        .replaceFirst(".*/", "")
                        .replaceFirst(":\\d+$", "");
                yield object().set("taskDefinition", there(account.at("/taskDefinitions"), family, "ClientException"));
            }
            default -> throw unknown(question);
        };
    }

    private JsonNode listed(String section, JsonNode names) {
        ArrayNode found = array("member");
        names.forEach(name -> {
            JsonNode one = account.at("/" + section).path(name.asText());
            if (!one.isMissingNode()) {
                found.add(one);
            }
        });
        return object().set(section, found);
    }

    private JsonNode image(JsonNode input) {
        JsonNode repository = there(
                account.at("/repositories"), input.path("repositoryName").asText(), "RepositoryNotFoundException");
        JsonNode manifest = repository.path(input.at("/imageIds/0/imageTag").asText());
        ArrayNode images = array("member");
        if (!manifest.isMissingNode()) {
            images.addObject().put("imageManifest", manifest.asText());
        }
        return object().set("images", images);
    }

    private JsonNode events(Question question) {
        if (question.operation().equals("DescribeRule")) {
            JsonNode rule = there(
                    account.at("/eventRules"), question.input().path("Name").asText(), "ResourceNotFoundException");
            return object().put("Arn", rule.path("Arn").asText())
                    .put("State", rule.path("State").asText())
                    .put("EventPattern", rule.path("EventPattern").toString());
        }
        ArrayNode names = array("member");
        account.at("/eventRules").properties().forEach(rule -> {
            if (rule.getValue()
                    .path("target")
                    .asText()
                    .equals(question.input().path("TargetArn").asText())) {
                names.add(rule.getKey());
            }
        });
        return object().set("RuleNames", names);
    }

    private JsonNode logGroups() {
        ArrayNode groups = array("member");
        account.at("/logGroups").forEach(group -> groups.addObject().put("logGroupName", group.asText()));
        return object().set("logGroups", groups);
    }

    private JsonNode quota(JsonNode input) {
        double value = there(account.at("/quotas"), input.path("QuotaCode").asText(), "NoSuchResourceException")
                .asDouble();
        return object().set("Quota", object().put("Value", value));
    }

    private static JsonNode there(JsonNode section, String name, String otherwise) {
        if (!section.has(name)) {
            throw new Refused(400, otherwise);
        }
        return section.path(name);
    }

    private static List<String> members(Map<String, String> form, String name) {
        List<String> members = new ArrayList<>();
        for (int i = 1; form.containsKey(name + ".member." + i); i++) {
            members.add(form.get(name + ".member." + i));
        }
        return members;
    }

    private static ObjectNode object() {
        return AwsAccount.JSON.createObjectNode();
    }

    private static ArrayNode array(String ignoredName) {
        return AwsAccount.JSON.createArrayNode();
    }

    private static String text(JsonNode value) {
        return value.isContainerNode() ? value.toString() : value.asText();
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new TreeMap<>();
        for (String field : body.split("&")) {
            int equals = field.indexOf('=');
            form.put(
                    URLDecoder.decode(field.substring(0, equals), StandardCharsets.UTF_8),
                    URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return form;
    }

    /** Lists have elements named member (EC2: item); maps of the Query protocol have entries. */
    private static String xml(String operation, String service, JsonNode answer) {
        StringBuilder xml = new StringBuilder("<" + operation + "Response xmlns=\"http://aws\">");
        String element = service.equals("ec2") ? "item" : "member";
        if (!service.equals("ec2")) {
            xml.append('<').append(operation).append("Result>");
        }
        write(xml, answer, element);
        if (!service.equals("ec2")) {
            xml.append("</").append(operation).append("Result>");
        }
        return xml.append("</").append(operation).append("Response>").toString();
    }

    private static void write(StringBuilder xml, JsonNode node, String element) {
        node.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (value.isArray() && name.equals("entry")) {
                value.forEach(one -> element(xml, name, one, element));
            } else if (value.isArray()) {
                xml.append('<').append(name).append('>');
                value.forEach(one -> element(xml, element, one, element));
                xml.append("</").append(name).append('>');
            } else {
                element(xml, name, value, element);
            }
        });
    }

    private static void element(StringBuilder xml, String name, JsonNode value, String element) {
        xml.append('<').append(name).append('>');
        if (value.isObject()) {
            write(xml, value, element);
        } else {
            xml.append(value.asText().replace("&", "&amp;").replace("<", "&lt;"));
        }
        xml.append("</").append(name).append('>');
    }

    private void send(HttpExchange http, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("Content-Type", "text/xml");
        http.sendResponseHeaders(status, bytes.length);
        http.getResponseBody().write(bytes);
        http.close();
    }
}
