package io.jenkins.plugins.storefront.safety;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Descriptor;
import hudson.model.Item;
import io.jenkins.plugins.storefront.config.StorefrontConfiguration;
import io.jenkins.plugins.storefront.fixture.PluginClasses;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.ClassDescriptor;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/**
 * Everything of ours that answers to a URL, found by looking at the classes: it takes POST only, tells nobody what he may not know,
 * and connects to nothing for somebody who may not configure it.
 */
@WithJenkins
class WebMethodsTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    private static final Set<String> ONLY_SHOW = Set.of("doShown", "doPreview");
    private static final String KNOWN = SandboxServices.CLUSTER_CREDENTIAL;
    private static final String HIDDEN = SandboxServices.SLACK_CREDENTIAL;

    private static final Map<String, JenkinsRule.WebClient> CLIENTS = new HashMap<>();

    private static JenkinsRule j;

    @BeforeAll
    static void configure(JenkinsRule rule) throws Exception {
        j = rule;
        SANDBOX.configure();
        j.createProject(WorkflowJob.class, "job");
        j.jenkins.setSecurityRealm(j.createDummySecurityRealm());
        j.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to("developer")
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader"));
    }

    private static Stream<Method> methodsOfDescriptors() {
        return PluginClasses.webMethods().stream()
                .filter(method -> Descriptor.class.isAssignableFrom(method.getDeclaringClass())
                        && !Modifier.isAbstract(method.getDeclaringClass().getModifiers()));
    }

    @Test
    void eachTakesPostOnlyButThoseThatOnlyShow() {
        assertThat(PluginClasses.webMethods())
                .allMatch(
                        method -> method.isAnnotationPresent(POST.class)
                                || method.isAnnotationPresent(RequirePOST.class)
                                || (method.isAnnotationPresent(GET.class) && ONLY_SHOW.contains(method.getName())),
                        "is annotated with @POST or @RequirePOST");
    }

    @Test
    void getIsRefusedAlsoForAdmins() throws Exception {
        for (Method method : methodsOfDescriptors().toList()) {
            assertThat(call("admin", "", method, HttpMethod.GET, KNOWN).getStatusCode())
                    .as("GET of %s", method)
                    .isIn(404, 405);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reader", "developer"})
    void noneTellsOfCredentials(String user) throws Exception {
        for (Method method : methodsOfDescriptors().toList()) {
            for (String at : List.of("", "job/job/")) {
                WebResponse answer = call(user, at, method, HttpMethod.POST, KNOWN);
                assertThat(answer.getContentAsString())
                        .as("%s at '%s'", method, at)
                        .doesNotContain(HIDDEN);
                // Whether an id exists cannot be found out by asking for it
                WebResponse other = call(user, at, method, HttpMethod.POST, "no-such-token");
                assertThat(answer.getContentAsString().replace(KNOWN, "ID"))
                        .as("%s at '%s'", method, at)
                        .isEqualTo(other.getContentAsString().replace("no-such-token", "ID"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reader", "developer"})
    void noneConnectsAnywhere(String user) throws Exception {
        int before = requests();
        for (Method method : methodsOfDescriptors().toList()) {
            call(user, "", method, HttpMethod.POST, KNOWN);
            call(user, "job/job/", method, HttpMethod.POST, KNOWN);
        }
        assertThat(requests()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reader", "developer"})
    void theConfigurationIsForAdmins(String user) throws Exception {
        JenkinsRule.WebClient web = client(user);
        assertThat(web.goTo("manage/storefront/", null).getWebResponse().getStatusCode())
                .isIn(403, 404);
        WebRequest submit = new WebRequest(new URL(j.getURL(), "manage/storefront/configure"), HttpMethod.POST);
        submit.setAdditionalHeader("Content-Type", "application/x-www-form-urlencoded");
        submit.setRequestBody("json=%7B%7D&" + crumb());
        assertThat(web.getPage(submit).getWebResponse().getStatusCode()).isEqualTo(403);
        assertThat(StorefrontConfiguration.get().getClusters()).isNotEmpty();
    }

    private static int requests() {
        return SANDBOX.door().connections()
                + SANDBOX.slackDoor().connections()
                + SANDBOX.registryDoor().connections()
                + SANDBOX.mailDoor().connections();
    }

    /** Calls it with every parameter that it knows: addresses lead to the sandbox, all else is {@code value}. */
    private static WebResponse call(String user, String at, Method method, HttpMethod verb, String value)
            throws Exception {
        String name = method.getName().substring(2, 3).toLowerCase()
                + method.getName().substring(3);
        String parameters = Arrays.stream(ClassDescriptor.loadParameterNames(method))
                .map(one -> one + "=" + encode(value(one, value)))
                .collect(Collectors.joining("&"));
        URL url = new URL(
                j.getURL(),
                at + "descriptorByName/"
                        + method.getDeclaringClass().getEnclosingClass().getName() + "/" + name);
        WebRequest request = verb == HttpMethod.GET
                ? new WebRequest(new URL(url + "?" + parameters))
                : new WebRequest(url, HttpMethod.POST);
        if (verb == HttpMethod.POST) {
            request.setAdditionalHeader("Content-Type", "application/x-www-form-urlencoded");
            request.setRequestBody(parameters + "&" + crumb());
        }
        // Each logs in once, as hundreds of calls follow; the answer's text is enough
        JenkinsRule.WebClient web = CLIENTS.get(user);
        if (web == null) {
            web = client(user);
            CLIENTS.put(user, web);
        }
        return web.loadWebResponse(request);
    }

    private static String value(String parameter, String value) {
        return switch (parameter) {
            case "serverUrl" -> "http://" + SANDBOX.door().address();
            case "apiUrl" -> "http://" + SANDBOX.slackDoor().address() + "/api/";
            case "skipTlsVerify", "plainHttp" -> "true";
            case "security" -> "PLAIN";
            case "kind" -> "TEAMS";
            case "login" -> "ANY";
            case "name" -> SANDBOX.registryDoor().address();
            case "host" -> SANDBOX.mail().host();
            case "port" -> Integer.toString(SANDBOX.mailDoor().port());
            default -> value;
        };
    }

    private static String encode(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String crumb() {
        return "Jenkins-Crumb=test";
    }

    private static JenkinsRule.WebClient client(String user) throws Exception {
        JenkinsRule.WebClient web = j.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        web.setJavaScriptEnabled(false);
        return web.login(user);
    }
}
