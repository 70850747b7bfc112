package io.jenkins.plugins.storefront.safety;

import static io.jenkins.plugins.storefront.fixture.SandboxServices.deployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider.FolderCredentialsProperty;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.DomainCredentials;
import com.cloudbees.plugins.credentials.domains.HostnameSpecification;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.storefront.config.ClusterConnection;
import io.jenkins.plugins.storefront.config.StorefrontConfiguration;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.ModifiableTopLevelItemGroup;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A delivery uses the credentials that its job may use, and no other. */
@WithJenkins
class CredentialScopeTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    private static JenkinsRule j;

    @BeforeAll
    static void configure(JenkinsRule rule) throws Exception {
        j = rule;
        SANDBOX.configure();
    }

    private static StringCredentials token(CredentialsScope scope, String id) {
        return new StringCredentialsImpl(
                scope, id, "", Secret.fromString(SANDBOX.cluster().adminToken().reveal()));
    }

    /** Another name for the cluster, with another credential. */
    private static void cluster(String name, String credential) {
        ClusterConnection cluster = new ClusterConnection(name);
        cluster.setServerUrl("http://" + SANDBOX.door().address());
        cluster.setCredentialsId(credential);
        List<ClusterConnection> all =
                new ArrayList<>(StorefrontConfiguration.get().getClusters());
        all.add(cluster);
        StorefrontConfiguration.get().setClusters(all);
    }

    private static WorkflowJob job(ModifiableTopLevelItemGroup where, String name, String cluster) throws Exception {
        WorkflowJob job = (WorkflowJob)
                where.createProject(j.jenkins.getDescriptorByType(WorkflowJob.DescriptorImpl.class), name, true);
        job.setDefinition(new CpsFlowDefinition(
                "clusterRollout cluster: '" + cluster + "', text: '" + deployment(name, name + ":1") + "'", true));
        return job;
    }

    private static void refused(WorkflowJob job, String credential) throws Exception {
        String log = JenkinsRule.getLog(j.buildAndAssertStatus(Result.FAILURE, job));
        assertThat(log)
                .contains("there is no credential '" + credential + "' that this job may use")
                .doesNotContain("\tat ");
        assertThat(SANDBOX.door().asked("/deployments/" + job.getName())).isFalse();
    }

    @Test
    void aFoldersCredentialServesItsJobsAndNoOthers() throws Exception {
        cluster("folders", "folder-token");
        Folder folder = j.jenkins.createProject(Folder.class, "team");
        FolderCredentialsProperty property = new FolderCredentialsProperty(new DomainCredentials[] {
            new DomainCredentials(Domain.global(), List.of(token(CredentialsScope.GLOBAL, "folder-token")))
        });
        folder.addProperty(property);

        j.buildAndAssertSuccess(job(folder, "inside", "folders"));
        refused(job(j.jenkins, "outside", "folders"), "folder-token");
    }

    @Test
    void aSystemCredentialIsNotForJobs() throws Exception {
        cluster("systems", "system-token");
        store().addCredentials(Domain.global(), token(CredentialsScope.SYSTEM, "system-token"));
        refused(job(j.jenkins, "system", "systems"), "system-token");
    }

    @Test
    void aCredentialOfAnotherDomainIsNotSentHere() throws Exception {
        cluster("domains", "domain-token");
        store().addDomain(
                        new Domain("elsewhere", null, List.of(new HostnameSpecification("k8s.example.com", null))),
                        token(CredentialsScope.GLOBAL, "domain-token"));
        refused(job(j.jenkins, "domain", "domains"), "domain-token");
    }

    @Test
    void aKubeconfigRunsNoProgramOnTheController(@TempDir Path folder) throws Exception {
        Path trace = folder.resolve("trace");
        String kubeconfig = """
                current-context: c
                clusters: [{name: c, cluster: {server: 'http://%s'}}]
                users: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: /bin/sh,
                  args: ['-c', 'touch %s'], interactiveMode: Never}}}]
                contexts: [{name: c, context: {cluster: c, user: u}}]
                """.formatted(SANDBOX.door().address(), trace);
        store().addCredentials(
                        Domain.global(),
                        new FileCredentialsImpl(
                                CredentialsScope.GLOBAL,
                                "exec-kubeconfig",
                                "",
                                "kubeconfig",
                                SecretBytes.fromRawBytes(kubeconfig.getBytes(StandardCharsets.UTF_8))));
        ClusterConnection cluster = new ClusterConnection("program");
        cluster.setCredentialsId("exec-kubeconfig");
        List<ClusterConnection> all =
                new ArrayList<>(StorefrontConfiguration.get().getClusters());
        all.add(cluster);
        StorefrontConfiguration.get().setClusters(all);

        String log = JenkinsRule.getLog(j.buildAndAssertStatus(Result.FAILURE, job(j.jenkins, "program", "program")));
        assertThat(log).contains("logs in by a program (exec), which a credential may not run here");
        assertThat(trace).doesNotExist();
    }

    @Test
    void aRegistryLoginThatIsNotTheJobsIsNotSent() throws Exception {
        WorkflowJob job = j.createProject(WorkflowJob.class, "registry");
        job.setDefinition(new CpsFlowDefinition(
                "node { writeFile file: 'app.txt', text: 'x'\n imageBuild image: '"
                        + SANDBOX.registryDoor().address()
                        + "/shop/cart', credentialsId: 'not-there', builder: 'jib', base: 'scratch',"
                        + " layers: [[from: 'app.txt', into: '/app']] }",
                true));
        assertThat(JenkinsRule.getLog(j.buildAndAssertStatus(Result.FAILURE, job)))
                .contains("there is no credential 'not-there' that this job may use");
    }

    @Test
    void useIsOnRecordAtTheCredential() throws Exception {
        WorkflowJob job = job(j.jenkins, "tracked", "shop");
        j.buildAndAssertSuccess(job);
        StringCredentials used =
                CredentialsProvider.lookupCredentialsInItemGroup(StringCredentials.class, j.jenkins, null, List.of())
                        .stream()
                        .filter(one -> one.getId().equals(SandboxServices.CLUSTER_CREDENTIAL))
                        .findFirst()
                        .orElseThrow();
        await().untilAsserted(() -> assertThat(
                        CredentialsProvider.getOrCreateFingerprintOf(used).getJobs())
                .contains("tracked"));
    }

    private static CredentialsStore store() {
        return CredentialsProvider.lookupStores(j.jenkins).iterator().next();
    }
}
