package io.jenkins.plugins.storefront.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider.FolderCredentialsProperty;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.DomainCredentials;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import io.jenkins.plugins.storefront.config.folder.StorefrontFolderProperty;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.runner.sandbox.registry.SandboxRegistry;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.docker.commons.credentials.DockerRegistryEndpoint;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A registry's login by a docker-commons endpoint for everybody, by a folder's, and by the call; each registry takes just one of them. */
@WithJenkins
class RegistryLoginTest {
    @TempDir
    private Path content;

    private JenkinsRule j;
    private SandboxRegistry everybodys;
    private SandboxRegistry folders;
    private SandboxRegistry calls;
    private Folder team;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        j = rule;
        everybodys = SandboxRegistry.start(content.resolve("everybodys"), "everybody", Secret.of("password-of-all"));
        folders = SandboxRegistry.start(content.resolve("folders"), "team", Secret.of("password-of-team"));
        calls = SandboxRegistry.start(content.resolve("calls"), "call", Secret.of("password-of-call"));
        SystemCredentialsProvider.getInstance().getCredentials().add(login("admins", "everybody", "password-of-all"));
        SystemCredentialsProvider.getInstance().getCredentials().add(login("named", "call", "password-of-call"));
        RegistryConnection all = new RegistryConnection(everybodys.host());
        all.setEndpoint(new DockerRegistryEndpoint("http://" + everybodys.host(), "admins"));
        RegistryConnection wrongForTeam = new RegistryConnection(folders.host());
        wrongForTeam.setPlainHttp(true);
        wrongForTeam.setCredentialsId("admins");
        StorefrontConfiguration.get().setRegistries(List.of(all, wrongForTeam));

        team = j.createProject(Folder.class, "team");
        team.addProperty(new FolderCredentialsProperty(new DomainCredentials[] {
            new DomainCredentials(Domain.global(), List.of(login("teams", "team", "password-of-team")))
        }));
        RegistryConnection ofTeam = new RegistryConnection(folders.host());
        ofTeam.setEndpoint(new DockerRegistryEndpoint("http://" + folders.host(), "teams"));
        StorefrontFolderProperty property = new StorefrontFolderProperty();
        property.setRegistries(List.of(ofTeam));
        team.addProperty(property);
    }

    @AfterEach
    void stop() {
        List.of(everybodys, folders, calls).forEach(SandboxRegistry::close);
    }

    private static UsernamePasswordCredentialsImpl login(String id, String user, String password) throws Exception {
        return new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, id, "", user, password);
    }

    private static String exists(SandboxRegistry registry, String options) {
        return "echo \"there: ${imageExists(image: '" + registry.host() + "/shop/cart:7'" + options + ")}\"\n";
    }

    private static CpsFlowDefinition script(String text) throws Exception {
        return new CpsFlowDefinition(text, true);
    }

    @Test
    void eachLevelGivesItsLoginToTheJobsItIsFor() throws Exception {
        WorkflowJob inside = team.createProject(WorkflowJob.class, "inside");
        inside.setDefinition(
                script(exists(everybodys, "") + exists(folders, "") + exists(calls, ", credentialsId: 'named'")));
        String log = JenkinsRule.getLog(j.buildAndAssertSuccess(inside));
        assertThat(log.split("there: false", -1)).hasSize(4);
        assertThat(log).doesNotContain("password-of");
    }

    @Test
    void otherJobsDoNotGetTheFoldersLogin() throws Exception {
        WorkflowJob outside = j.createProject(WorkflowJob.class, "outside");
        outside.setDefinition(script(exists(folders, "")));
        assertThat(JenkinsRule.getLog(j.buildAndAssertStatus(Result.FAILURE, outside)))
                .contains("refused the login of 'everybody'; check user and password of the credential 'admins'");
        outside.setDefinition(script(exists(folders, ", credentialsId: 'teams'")));
        assertThat(JenkinsRule.getLog(j.buildAndAssertStatus(Result.FAILURE, outside)))
                .contains("there is no credential 'teams' that this job may use");
    }

    @Test
    void anAgentWithItsOwnLoginNeedsNoneHere() throws Exception {
        j.createOnlineSlave(hudson.model.Label.get("own"));
        WorkflowJob job = j.createProject(WorkflowJob.class, "own");
        job.setDefinition(
                script("node('own') { writeFile file: 'docker/config.json', text: '{\"auths\": {\"" + calls.host()
                        + "\": {\"auth\": \"Y2FsbDpwYXNzd29yZC1vZi1jYWxs\"}}}'\n withEnv([\"DOCKER_CONFIG=${pwd()}/docker\"]) { "
                        + exists(calls, "") + " } }"));
        j.assertLogContains("there: false", j.buildAndAssertSuccess(job));
    }
}
