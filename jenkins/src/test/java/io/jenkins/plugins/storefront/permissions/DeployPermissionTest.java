package io.jenkins.plugins.storefront.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.Result;
import hudson.model.User;
import hudson.security.Permission;
import io.jenkins.plugins.storefront.config.ReleaseEnvironment;
import io.jenkins.plugins.storefront.config.StorefrontConfiguration;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockQueueItemAuthenticator;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Storefront/Deploy, for environments that are restricted. */
@WithJenkins
class DeployPermissionTest {
    private JenkinsRule j;
    private WorkflowJob job;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        j = rule;
        ReleaseEnvironment production = new ReleaseEnvironment("production");
        production.setCluster("shop");
        production.setRestricted(true);
        ReleaseEnvironment staging = new ReleaseEnvironment("staging");
        staging.setCluster("shop");
        StorefrontConfiguration.get().setEnvironments(List.of(production, staging));
        job = j.createProject(WorkflowJob.class, "job");
        to("production");
        j.jenkins.setSecurityRealm(j.createDummySecurityRealm());
        MockAuthorizationStrategy rights = new MockAuthorizationStrategy();
        rights.grant(Jenkins.READ, Item.READ, Item.BUILD, Item.CONFIGURE)
                .everywhere()
                .to("developer", "deployer");
        rights.grant(StorefrontPermissions.DEPLOY).onItems(job).to("deployer");
        j.jenkins.setAuthorizationStrategy(rights);
    }

    @Test
    void aRunOfSomebodyWithoutItDeploysElsewhereOnly() throws Exception {
        runsAs("developer");
        j.assertLogContains(
                "the environment 'production' is restricted: job runs as 'developer', who lacks the permission"
                        + " Storefront/Deploy there",
                j.buildAndAssertStatus(Result.FAILURE, job));
        to("staging");
        j.assertLogContains("inside", j.buildAndAssertSuccess(job));
    }

    @Test
    void aRunOfSomebodyWithItDeploys() throws Exception {
        runsAs("deployer");
        j.assertLogContains("inside", j.buildAndAssertSuccess(job));
    }

    @Test
    void aRunOfTheSystemDeploys() throws Exception {
        j.assertLogContains("inside", j.buildAndAssertSuccess(job));
    }

    @Test
    void onlyAdministratorsHoldThemWithoutBeingGivenThem() {
        for (Permission one :
                List.of(StorefrontPermissions.DEPLOY, StorefrontPermissions.APPROVE, StorefrontPermissions.OVERRIDE)) {
            assertThat(one.impliedBy).isSameAs(Jenkins.ADMINISTER);
            assertThat(Permission.fromId(one.getId())).isSameAs(one);
            assertThat(one.description.toString()).endsWith(".");
        }
        assertThat(StorefrontPermissions.GROUP.title.toString()).isEqualTo("Storefront");
    }

    private void to(String environment) throws Exception {
        job.setDefinition(new CpsFlowDefinition(
                "deployStage(name: 'Go', environment: '" + environment + "') { echo 'inside' }", true));
    }

    private void runsAs(String user) {
        QueueItemAuthenticatorConfiguration.get()
                .getAuthenticators()
                .add(new MockQueueItemAuthenticator()
                        .authenticate("job", User.getById(user, true).impersonate2()));
    }
}
